#pragma once

#include "flex_video/core/ids.hpp"

#include <string>
#include <variant>

namespace flex_video::rooms {

/// Somebody is in the room. Comes once for each stay: a client that lost its network and resumed has not
/// left.
struct participant_connected {
  core::room_sid room;
  std::string identity;
  friend bool operator==(const participant_connected&, const participant_connected&) = default;
};

/// Somebody's stay is over: left, was replaced by the same identity, did not come back in time, or the room
/// ended.
struct participant_disconnected {
  core::room_sid room;
  std::string identity;
  friend bool operator==(const participant_disconnected&, const participant_disconnected&) = default;
};

/// Nobody can join any more. Comes after the participant_disconnected of everybody who was inside.
struct room_ended {
  core::room_sid room;
  friend bool operator==(const room_ended&, const room_ended&) = default;
};

using room_event = std::variant<participant_connected, participant_disconnected, room_ended>;

}  // namespace flex_video::rooms
