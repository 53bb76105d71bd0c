#include "rate_limiter.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <stdexcept>

namespace flex_video::server {
namespace {

using namespace std::chrono_literals;

/// Rounded up, so that never more than `per_minute` come through.
std::chrono::microseconds time_of_one(rate_limit limit) {
  if (limit.burst == 0 || limit.per_minute == 0)
    throw std::invalid_argument("a rate limit of 0 lets nobody in");
  constexpr std::chrono::microseconds minute = 1min;
  return (minute + std::chrono::microseconds{limit.per_minute - 1}) / limit.per_minute;
}

}  // namespace

rate_limiter::rate_limiter(rate_limit limit, const base::clock& clock, std::size_t capacity)
    : clock_(clock), token_(time_of_one(limit)), whole_(token_ * limit.burst), capacity_(capacity) {
  if (capacity == 0) throw std::invalid_argument("a rate limiter must have room for one caller");
}

std::optional<std::chrono::seconds> rate_limiter::check(std::string_view caller) {
  const time now = clock_.now();
  const std::lock_guard lock{mutex_};
  // Two for the one that may be added, so that full buckets go faster than they come.
  for (int i = 0; i < 2 && !buckets_.empty() && buckets_.back().full_at <= now; ++i) forget_last();
  if (const auto found = places_.find(caller); found != places_.end()) {
    buckets_.splice(buckets_.begin(), buckets_, found->second);
    return take(buckets_.front(), now);
  }
  if (buckets_.size() >= capacity_) forget_last();
  buckets_.push_front({.caller = std::string{caller}, .full_at = now});
  places_.emplace(buckets_.front().caller, buckets_.begin());
  return take(buckets_.front(), now);
}

std::optional<std::chrono::seconds> rate_limiter::take(bucket& from, time now) const {
  // A clock that was set back must not lock anybody out for longer than an empty bucket does.
  from.full_at = std::clamp(from.full_at, now, now + whole_);
  const auto wait = from.full_at + token_ - (now + whole_);
  if (wait > 0us) return std::chrono::ceil<std::chrono::seconds>(wait);
  from.full_at += token_;
  return std::nullopt;
}

void rate_limiter::forget_last() {
  places_.erase(buckets_.back().caller);
  buckets_.pop_back();
}

std::size_t rate_limiter::size() const {
  const std::lock_guard lock{mutex_};
  return buckets_.size();
}

std::string caller_at(std::string_view address) {
  const std::string text{address.substr(0, address.find('%'))};  // without the zone (RFC 4007 section 11)
  in_addr v4;
  if (inet_pton(AF_INET, text.c_str(), &v4) == 1) return text;
  in6_addr v6;
  if (inet_pton(AF_INET6, text.c_str(), &v6) != 1) return "unknown";
  std::array<char, INET6_ADDRSTRLEN> shown;
  if (IN6_IS_ADDR_V4MAPPED(&v6)) return inet_ntop(AF_INET, &v6.s6_addr[12], shown.data(), shown.size());
  std::memset(&v6.s6_addr[8], 0, 8);
  return std::string{inet_ntop(AF_INET6, &v6, shown.data(), shown.size())} + "/64";
}

}  // namespace flex_video::server
