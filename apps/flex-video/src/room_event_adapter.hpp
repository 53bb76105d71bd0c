#pragma once

#include "flex_video/core/room_event.hpp"
#include "flex_video/rooms/room_event.hpp"

namespace flex_video::app {

/// What our rooms tell, in core's words.
inline core::room_event to_core(const rooms::room_event& event) {
  struct visitor {
    core::room_event operator()(const rooms::participant_connected& e) const {
      return {core::room_event_kind::participant_connected, e.room, e.identity};
    }
    core::room_event operator()(const rooms::participant_disconnected& e) const {
      return {core::room_event_kind::participant_disconnected, e.room, e.identity};
    }
    core::room_event operator()(const rooms::room_ended& e) const {
      return {core::room_event_kind::room_ended, e.room, {}};
    }
  };
  return std::visit(visitor{}, event);
}

}  // namespace flex_video::app
