#pragma once

#include "signalling/messages.hpp"

#include <vector>

namespace flex_video::rooms {

/// What of a room is to be recorded.
struct recording_wish {
  std::vector<track_rule> rules{{.include = false}};  ///< the last that matches a track counts
  bool paused = false;                                ///< nothing of it is kept for now
  friend bool operator==(const recording_wish&, const recording_wish&) = default;
};

}  // namespace flex_video::rooms
