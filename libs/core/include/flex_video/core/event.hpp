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
  session_ended,  ///< the detail is the reason
  visit_opened,
  visit_admitted,
  visit_waiting,
  token_issued,  ///< an access token for the room, to the actor
  participant_connected,
  participant_disconnected,
  visit_denied,
  visit_removed,
  visit_left,      ///< the page said so
  invite_issued,   ///< the detail is its ordinal and role
  invite_revoked,  ///< the detail is its ordinal
  room_renewed,    ///< the provider had closed the room of a call that was still to be
  recording_started,
  recording_paused,
  recording_stopped,
  page_opened,    ///< what the page saw, from here on; the detail is what the page added
  camera_asked,   ///< the browser asks the person for it
  camera_denied,  ///< by the person, the browser or the system
  camera_granted,
  first_frame,  ///< the detail is the milliseconds since Join was tapped
  network_quality,
  still_kept,   ///< a picture was taken, or drawn on; the detail is its id
  help_agreed,  ///< the guest shows by the rear camera what the agent asked to see
  help_declined,
  call_rated,           ///< the detail is 1 to 5, and the comment after a space if there is one
  consent_given,        ///< to a recording; the detail is the text's version and, after a space, its language
  invitation_sent,      ///< the service sends the link into the conversation; the detail is the template
  invitation_failed,    ///< what was to be sent was not
  supervision_changed,  ///< by the supervisor, to the mode in the detail
};

/// Something that happened: who, what, when. Written with the state it changed, never altered. Holds nothing
/// that admits.
struct event {
  event_id id;
  session_id session;
  std::optional<visit_id> visit;
  event_kind kind;
  std::string actor;   ///< a room identity ("agent:WK…", "customer:…"), "provider", "taskrouter" or "server"
  std::string detail;  ///< short; empty for most kinds
  base::time_point at;
  unsigned number = 0;  ///< within its session, from 1 and without gaps; the store gives it

  friend bool operator==(const event&, const event&) = default;
};

}  // namespace flex_video::core
