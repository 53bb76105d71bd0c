#include "rtp_timeline.hpp"

#include <algorithm>
#include <limits>

namespace flex_video::recording {
namespace {

using namespace std::chrono_literals;

constexpr auto period = 2s;
constexpr std::size_t periods = 15;
constexpr auto slew_divisor = 200;        // 5 ms a second
constexpr auto impossibly_early = 200ms;  // beyond what clocks drift: the sender's has jumped forward
constexpr auto late_for_a_period = 500ms;
constexpr auto late_at_once = 2s;  // longer than networks hold packets back

}  // namespace

base::time_point rtp_timeline::observe(std::uint32_t timestamp, base::time_point arrived) {
  if (!begun_) begin(timestamp, arrived);
  const auto sent = since_begin(timestamp);
  const duration arrival = arrived - origin_;
  adjust(arrival - sent, arrival);
  const auto time = origin_ + std::chrono::round<std::chrono::milliseconds>(sent + shift_);
  return said_ = std::max(said_, time);
}

void rtp_timeline::begin(std::uint32_t timestamp, base::time_point arrived) {
  begun_ = true;
  origin_ = arrived;
  last_timestamp_ = timestamp;
  ticks_ = 0;
  adjusted_ = duration::zero();
  step(duration::zero(), duration::zero());
}

rtp_timeline::duration rtp_timeline::since_begin(std::uint32_t timestamp) {
  ticks_ += static_cast<std::int32_t>(timestamp - last_timestamp_);
  last_timestamp_ = timestamp;
  const std::int64_t seconds = ticks_ / clock_rate_, rest = ticks_ % clock_rate_;
  return std::chrono::seconds{seconds} + duration{rest * 1'000'000 / clock_rate_};
}

void rtp_timeline::adjust(duration delay, duration arrival) {
  if (delay < shift_ - impossibly_early || delay > shift_ + late_at_once) step(delay, arrival);
  least_delays_.back() = std::min(least_delays_.back(), delay);
  const auto target = std::ranges::min(least_delays_);
  const auto furthest = std::max(arrival - adjusted_, duration::zero()) / slew_divisor;
  shift_ = settled_ ? std::clamp(target, shift_ - furthest, shift_ + furthest) : target;
  adjusted_ = arrival;
  if (arrival - period_began_ >= period) end_period(arrival);
}

void rtp_timeline::end_period(duration arrival) {
  const auto least = least_delays_.back();
  if (least > shift_ + late_for_a_period) return step(least, arrival);
  settled_ = true;
  period_began_ = arrival;
  least_delays_.push_back(duration::max());
  if (least_delays_.size() > periods) least_delays_.pop_front();
}

void rtp_timeline::step(duration delay, duration arrival) {
  settled_ = false;
  shift_ = delay;
  period_began_ = arrival;
  least_delays_.assign(1, delay);
}

}  // namespace flex_video::recording
