#pragma once

#include "flex_video/base/clock.hpp"

namespace flex_video::core {

/// Invite codes count in seconds; what is stored must not be later than what the code says.
inline base::time_point whole_seconds(base::time_point at) {
  return std::chrono::floor<std::chrono::seconds>(at);
}

}  // namespace flex_video::core
