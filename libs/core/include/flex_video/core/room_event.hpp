#pragma once

#include "flex_video/core/ids.hpp"
#include "flex_video/core/sighting.hpp"

#include <string>

namespace flex_video::core {

enum class room_event_kind { participant_connected, participant_disconnected, room_ended };

/// What a video provider tells of a room. Repeating an event is harmless, and so is a late one: what happened
/// earlier than the newest known event of the same participant is ignored, and so is the end of a stay that
/// another one has replaced. A provider that does not tell stays apart reports the older one's end first.
struct room_event {
  room_event_kind kind;
  room_sid room;
  std::string identity;  ///< of the participant; empty for room_ended
  sighting seen;         ///< when it happened, and to which stay
};

}  // namespace flex_video::core
