#include "flex_video/twilio/retry_schedule.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <span>

namespace flex_video::twilio {
namespace {

// Twilio answers it before it does anything (error 20429).
constexpr unsigned too_many_requests = 429;

}  // namespace

bool may_have_been_processed(const call_attempt& attempt) {
  switch (attempt.ended) {
    case call_attempt::outcome::answered:
      return attempt.status >= 500;
    case call_attempt::outcome::not_connected:
      return false;
    case call_attempt::outcome::broken:
    case call_attempt::outcome::timed_out:
      return true;
  }
  return true;
}

retry_schedule::retry_schedule(const retry_limits& limits, bool repeatable, base::time_point deadline,
                               base::random_source& random)
    : limits_(limits), repeatable_(repeatable), deadline_(deadline), random_(random) {}

std::optional<std::chrono::milliseconds> retry_schedule::next(const call_attempt& last,
                                                              base::time_point now) {
  ++made_;
  if (made_ >= limits_.attempts || !worth_another(last)) return std::nullopt;
  auto delay = jitter();
  if (last.retry_after) {
    if (*last.retry_after > limits_.longest_retry_after) return std::nullopt;
    // Jitter on top: all who were turned away heard the same number.
    delay += *last.retry_after;
  }
  if (now + delay >= deadline_) return std::nullopt;
  return delay;
}

bool retry_schedule::worth_another(const call_attempt& last) const {
  if (may_have_been_processed(last)) return repeatable_;
  return last.ended == call_attempt::outcome::not_connected || last.status == too_many_requests;
}

/// Anything between nothing and what the back-off has grown to.
std::chrono::milliseconds retry_schedule::jitter() {
  auto most = limits_.first_delay;
  for (unsigned i = 1; i < made_ && most < limits_.longest_delay; ++i) most *= 2;
  most = std::min(most, limits_.longest_delay);
  std::array<std::byte, 8> bytes;
  random_.fill(bytes);
  std::uint64_t number = 0;
  std::memcpy(&number, bytes.data(), sizeof number);
  return std::chrono::milliseconds{
      static_cast<long long>(number % static_cast<std::uint64_t>(most.count() + 1))};
}

}  // namespace flex_video::twilio
