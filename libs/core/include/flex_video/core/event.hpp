#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/core/ids.hpp"

#include <optional>
#include <string>

namespace flex_video::core {

enum class event_kind {
  session_started,
  session_handed_over,  ///< to the worker named as the actor
  link_renewed,
  session_live,
  session_ended,
  visit_opened,
  visit_admitted,
  visit_waiting,
  token_issued,  ///< an access token for the room, to the actor
  participant_connected,
  participant_disconnected,
};

/// Something that happened: who, what, when. Written with the state it changed, never altered. Holds nothing
/// that admits.
struct event {
  event_id id;
  session_id session;
  std::optional<visit_id> visit;
  event_kind kind;
  std::string actor;  ///< a room identity ("agent:WK…", "customer:…"), or "provider"
  base::time_point at;

  friend bool operator==(const event&, const event&) = default;
};

}  // namespace flex_video::core
