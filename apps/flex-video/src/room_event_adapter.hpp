#pragma once

#include "flex_video/core/room_event.hpp"
#include "flex_video/rooms/room_event.hpp"

namespace flex_video::app {

/// What our rooms tell as it happens, in core's words.
inline core::room_event to_core(const rooms::room_event& event, base::time_point now) {
  struct visitor {
    base::time_point now;
    core::room_event operator()(const rooms::participant_connected& e) const {
      return {core::room_event_kind::participant_connected, e.room, e.identity, {now}};
    }
    core::room_event operator()(const rooms::participant_disconnected& e) const {
      return {core::room_event_kind::participant_disconnected, e.room, e.identity, {now}};
    }
    core::room_event operator()(const rooms::room_ended& e) const {
      return {core::room_event_kind::room_ended, e.room, {}, {now}};
    }
  };
  return std::visit(visitor{now}, event);
}

}  // namespace flex_video::app
