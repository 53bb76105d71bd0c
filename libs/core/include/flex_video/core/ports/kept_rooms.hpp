#pragma once

#include "flex_video/base/result.hpp"
#include "flex_video/core/ids.hpp"

#include <optional>
#include <string>
#include <vector>

namespace flex_video::core {

/// One of our own rooms, as it has to be known to a server that is started after this one.
struct kept_room {
  room_sid room;
  std::optional<std::string> state;  ///< nothing once it has ended

  friend bool operator==(const kept_room&, const kept_room&) = default;
};

/// Keeps our own rooms while no server runs. Threads and refusals as session_store.
class kept_rooms {
 public:
  virtual ~kept_rooms() = default;

  /// Replaces the state of each room, or forgets the room; all of them or none, durably.
  virtual base::result<void> keep(const std::vector<kept_room>& changed) = 0;
  /// The states of all rooms, in no order.
  virtual base::result<std::vector<std::string>> states() = 0;
};

}  // namespace flex_video::core
