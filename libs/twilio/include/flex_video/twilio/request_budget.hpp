#pragma once

#include "flex_video/base/clock.hpp"

#include <chrono>
#include <cstddef>
#include <deque>
#include <optional>

namespace flex_video::twilio {

/// What Twilio Video takes per account and second before it answers 429
/// (https://www.twilio.com/docs/video/programmable-video-limits).
inline constexpr std::size_t most_writes_per_second = 20;
inline constexpr std::size_t most_reads_per_second = 80;

/// Shares out the requests that may be sent: in no second, wherever it begins, more than the limit. It keeps
/// the moments of the last requests, since a bucket of tokens would let its content pass on top of its rate.
/// Whoever asks first goes first. One thread at a time.
class request_budget {
 public:
  /// Throws std::invalid_argument unless `per_second` is at least 1.
  explicit request_budget(std::size_t per_second);

  /// The moment from which one request may be sent, `now` if there is room; it counts from then, sent or not.
  /// Nothing, and nothing is counted, if that is not before `deadline`.
  std::optional<base::time_point> reserve(base::time_point now, base::time_point deadline);

 private:
  void follow_clock(base::time_point now);

  std::size_t per_second_;
  std::deque<base::time_point> granted_;  ///< the last `per_second_` moments, in order
  base::time_point last_now_{};
};

}  // namespace flex_video::twilio
