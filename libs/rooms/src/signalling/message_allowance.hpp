#pragma once

#include "flex_video/base/clock.hpp"

#include <chrono>

namespace flex_video::rooms {

/// How much one socket may still say: so many messages at once, and on the long run one in each pause. It is
/// one point in time, from which on all of it is there again (the "virtual scheduling" form of the generic
/// cell rate algorithm, ITU-T I.371 annex A).
class message_allowance {
 public:
  message_allowance(unsigned at_once, std::chrono::milliseconds pause)
      : pause_(pause), most_ahead_(at_once * pause) {}

  /// Takes one message; false if there is none left, which costs nothing.
  bool take(base::time_point now) {
    const auto next = (whole_at_ > now ? whole_at_ : now) + pause_;
    if (next > now + most_ahead_) return false;
    whole_at_ = next;
    return true;
  }

 private:
  std::chrono::milliseconds pause_;
  std::chrono::milliseconds most_ahead_;
  base::time_point whole_at_{};
};

}  // namespace flex_video::rooms
