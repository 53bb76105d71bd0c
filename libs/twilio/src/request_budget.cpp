#include "flex_video/twilio/request_budget.hpp"

#include <algorithm>
#include <stdexcept>

namespace flex_video::twilio {

request_budget::request_budget(std::size_t per_second) : per_second_(per_second) {
  if (per_second == 0) throw std::invalid_argument("a budget of no requests");
}

std::optional<base::time_point> request_budget::reserve(base::time_point now, base::time_point deadline) {
  follow_clock(now);
  auto at = now;
  if (!granted_.empty()) at = std::max(at, granted_.back());
  if (granted_.size() == per_second_) at = std::max(at, granted_.front() + std::chrono::seconds{1});
  if (at >= deadline) return std::nullopt;
  if (granted_.size() == per_second_) granted_.pop_front();
  granted_.push_back(at);
  return at;
}

/// A clock that was set back would make everybody wait until it has caught up.
void request_budget::follow_clock(base::time_point now) {
  if (now < last_now_) {
    for (auto& at : granted_) at -= last_now_ - now;
  }
  last_now_ = now;
}

}  // namespace flex_video::twilio
