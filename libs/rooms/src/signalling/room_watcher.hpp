#pragma once

#include "signalling/room.hpp"

#include <string>

namespace flex_video::rooms {

/// Is told of every change of a room, as soon as the room is consistent again. Must not call back.
class room_watcher {
 public:
  virtual ~room_watcher() = default;
  /// It was opened, or who is inside, their states or tracks may have changed.
  virtual void changed(const room& room) = 0;
  /// It is about to be destroyed, with those who were inside at its end.
  virtual void ended(const room& room) = 0;

  /// What the watcher of a server after us has to know of a room, in progress or ended; empty for nothing.
  virtual std::string memory_of(const twilio::room_sid&) const { return {}; }
  /// What memory_of() told a server before us. Comes before the room's changed().
  virtual void recall(const std::string& /*memory*/) {}
  /// So long after the room's end, nothing must be known of it any more.
  virtual void forget(const twilio::room_sid&) {}
};

}  // namespace flex_video::rooms
