#pragma once

#include "signalling/room.hpp"

namespace flex_video::rooms {

/// Is told of every change of a room, as soon as the room is consistent again. Must not call back.
class room_watcher {
 public:
  virtual ~room_watcher() = default;
  /// It was opened, or who is inside, their states or tracks may have changed.
  virtual void changed(const room& room) = 0;
  /// It is about to be destroyed, with those who were inside at its end.
  virtual void ended(const room& room) = 0;
};

}  // namespace flex_video::rooms
