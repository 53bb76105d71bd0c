#include "flex_video/wire/types.hpp"

namespace flex_video::wire {

session to_wire(const core::session& session) {
  return {.id = session.id,
          .state = session.state,
          .conversation = session.conversation,
          .task = session.task,
          .room = session.room,
          .room_name = session.room_name,
          .opened_at = session.opened_at,
          .ended_at = session.ended_at,
          .end_reason = session.end_reason};
}

visit to_wire(const core::visit& visit) { return {.id = visit.id, .state = visit.state, .role = visit.role}; }

policy to_wire(const core::policy& policy) {
  return {.max_participants = policy.max_participants,
          .lobby = policy.lobby,
          .longest_call_seconds = static_cast<unsigned>(policy.longest_call.count())};
}

}  // namespace flex_video::wire
