#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/base/random.hpp"

#include <chrono>
#include <optional>

namespace flex_video::twilio {

/// How one attempt at a call ended.
struct call_attempt {
  enum class outcome {
    answered,       ///< with `status`
    not_connected,  ///< nothing was sent
    broken,         ///< the request may have been processed; no answer came
    timed_out,      ///< the same
  };
  outcome ended;
  unsigned status = 0;
  std::optional<std::chrono::seconds> retry_after = {};  ///< the answer's Retry-After
};

/// Whether Twilio may have done what was asked without telling us: no answer came, or one of a server in
/// trouble.
bool may_have_been_processed(const call_attempt& attempt);

struct retry_limits {
  unsigned attempts = 5;                           ///< the first one included
  std::chrono::milliseconds first_delay{200};      ///< the most before the second; doubled for each later one
  std::chrono::milliseconds longest_delay{4'000};  ///< but never more than this
  std::chrono::milliseconds longest_retry_after{5'000};  ///< a server that wants more is not waited for
};

/// Decides after each attempt at one call whether there is another, and when: exponential back-off with full
/// jitter (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/). For one call, one
/// thread.
class retry_schedule {
 public:
  /// `repeatable`: doing it twice does no harm. Otherwise only what was surely not processed is tried again.
  /// `random` must outlive the schedule.
  retry_schedule(const retry_limits& limits, bool repeatable, base::time_point deadline,
                 base::random_source& random);

  /// How long to wait before the next attempt. Nothing if the answer stands, or nothing more is to be tried:
  /// the next attempt would be one too many, come at or after the deadline, or might do harm.
  std::optional<std::chrono::milliseconds> next(const call_attempt& last, base::time_point now);

 private:
  bool worth_another(const call_attempt& last) const;
  std::chrono::milliseconds jitter();

  retry_limits limits_;
  bool repeatable_;
  base::time_point deadline_;
  base::random_source& random_;
  unsigned made_ = 0;
};

}  // namespace flex_video::twilio
