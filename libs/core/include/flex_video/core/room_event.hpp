#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/core/ids.hpp"

#include <string>

namespace flex_video::core {

enum class room_event_kind { participant_connected, participant_disconnected, room_ended };

/// What a video provider tells of a room. A participant who is replaced by a newer one of the same identity
/// is reported disconnected before the newer one is reported connected. Repeating an event is harmless, and
/// so is a late one: what happened earlier than the newest known event of the same participant is ignored.
struct room_event {
  room_event_kind kind;
  room_sid room;
  std::string identity;  ///< of the participant; empty for room_ended
  base::time_point at;   ///< when it happened, by the provider's clock
};

}  // namespace flex_video::core
