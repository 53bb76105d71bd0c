#pragma once

#include "flex_video/base/clock.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>

namespace flex_video::recording {

/// When what a stream's timestamps stand for would have arrived had the network been as quick as it gets, by
/// our clock: so the tracks of a room are in step with each other, whatever their senders' clocks say.
///
/// Nothing arrives before it was sent, so the least delay of the last half minute shows how far the two
/// clocks have drifted apart. The times follow it by 5 ms a second, which nobody hears and no crystal
/// outruns; in the first two seconds, and where the sender's clock has jumped or stood still, at once.
class rtp_timeline {
 public:
  explicit rtp_timeline(std::uint32_t clock_rate) : clock_rate_(clock_rate) {}

  /// To be told of every packet, in order. Never before what it said last.
  base::time_point observe(std::uint32_t timestamp, base::time_point arrived);
  /// The next packet's timestamp has nothing to do with those before.
  void restart() { begun_ = false; }

 private:
  using duration = std::chrono::microseconds;

  void begin(std::uint32_t timestamp, base::time_point arrived);
  duration since_begin(std::uint32_t timestamp);
  void adjust(duration delay, duration arrival);
  void end_period(duration arrival);
  void step(duration delay, duration arrival);

  std::uint32_t clock_rate_;
  bool begun_ = false;
  base::time_point origin_{};  ///< when the first packet arrived; durations count from it
  std::uint32_t last_timestamp_ = 0;
  std::int64_t ticks_ = 0;  ///< since the first timestamp, counted on beyond 32 bits
  duration shift_{};        ///< how far the times are behind the sender's clock
  duration adjusted_{};     ///< when the shift was changed last
  duration period_began_{};
  std::deque<duration> least_delays_;  ///< of each period, the running one last; never empty once begun
  bool settled_ = false;               ///< the first period is over, since the last step
  base::time_point said_{};
};

}  // namespace flex_video::recording
