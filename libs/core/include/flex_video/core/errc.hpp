#pragma once

#include <system_error>

namespace flex_video::core {

/// Why the escalation refuses something that was well formed.
enum class errc {
  task_not_accepted = 1,  ///< the worker's reservation is not, or no longer, in a status that allows this
  conversation_mismatch,  ///< the task belongs to another conversation, or to none
  not_your_session,       ///< the session is another worker's
  session_not_found,      ///< there is no such session
  session_ended,          ///< it was there and is over
  invite_invalid,         ///< the code is forged, or names a session that does not exist
  invite_expired,   ///< the code is genuine and too old, or made for a worker who has handed the session over
  invite_used,      ///< the code admits one device, and another one was first
  invite_revoked,   ///< the code is genuine and was taken back
  visit_unknown,    ///< this device has no such visit
  visit_ambiguous,  ///< this device has several visits and did not say which
  visit_waiting,    ///< the agent has not admitted this visit
  visit_denied,     ///< the agent denied or removed this visit
  lobby_full,       ///< as many devices came as the policy allows
  visit_not_found,  ///< the session has no such visit
  visit_not_waiting,      ///< it is not in the lobby, so it can't be denied
  visit_not_admitted,     ///< it was never let in, so it can't be removed
  room_full,              ///< every place of the room is taken
  invite_not_found,       ///< the session has no such invite
  too_many_invites,       ///< as many links as the policy allows
  recording_not_allowed,  ///< by the policy
  consent_missing,  ///< a guest who is in the call, or is to come into a recorded one, has not agreed to that
  consent_outdated,         ///< what was agreed to is another text than the one that holds now
  too_many_signals,         ///< the visit's page has told as much as is noted of one visit
  not_an_image,             ///< the bytes are no JPEG and no PNG
  image_too_large,          ///< more bytes than a picture may have
  still_not_found,          ///< the session has no such picture
  too_many_stills,          ///< as many pictures as are kept with one session
  role_not_allowed,         ///< the user's roles do not include one that may do this
  messaging_window_closed,  ///< the channel takes no free message now, and there is no template to send
  supervision_not_allowed,  ///< by the policy
  session_not_live,         ///< its agent and a guest have not met yet
  supervisor_present,       ///< another supervisor is in the call
};
std::error_code make_error_code(errc code);

}  // namespace flex_video::core

template <>
struct std::is_error_code_enum<flex_video::core::errc> : std::true_type {};
