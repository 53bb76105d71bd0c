#pragma once

#include "flex_video/core/event.hpp"
#include "flex_video/core/invite.hpp"
#include "flex_video/core/policy.hpp"
#include "flex_video/core/ports/webhook_inbox.hpp"
#include "flex_video/core/session.hpp"
#include "flex_video/core/still.hpp"
#include "flex_video/core/visit.hpp"

#include <optional>
#include <string_view>

/// How each of core's words is spelled where it leaves the process: in the API, in the database, in event
/// details.
namespace flex_video::core {

template <class E>
struct spelled {
  E value;
  std::string_view text;
};

template <class E>
struct spelling;  // values: an array of spelled<E>

/// The text of an enumerator.
template <class E>
constexpr std::string_view name_of(E value) {
  for (const auto& [enumerator, text] : spelling<E>::values) {
    if (enumerator == value) return text;
  }
  return {};
}

/// The enumerator of a text; nothing if there is none.
template <class E>
constexpr std::optional<E> parse_name(std::string_view name) {
  for (const auto& [enumerator, text] : spelling<E>::values) {
    if (text == name) return enumerator;
  }
  return std::nullopt;
}

template <>
struct spelling<session_state> {
  using enum session_state;
  static constexpr spelled<session_state> values[]{{open, "open"}, {live, "live"}, {ended, "ended"}};
};

template <>
struct spelling<end_reason> {
  using enum end_reason;
  static constexpr spelled<end_reason> values[]{{agent_ended, "agent_ended"},
                                                {room_ended, "room_ended"},
                                                {task_ended, "task_ended"},
                                                {idle, "idle"},
                                                {longest_call, "longest_call"}};
};

template <>
struct spelling<recording_state> {
  using enum recording_state;
  static constexpr spelled<recording_state> values[]{{off, "off"}, {on, "on"}, {paused, "paused"}};
};

template <>
struct spelling<visit_state> {
  using enum visit_state;
  static constexpr spelled<visit_state> values[]{
      {opened, "opened"}, {waiting, "waiting"}, {admitted, "admitted"}, {in_room, "in_room"},
      {away, "away"},     {left, "left"},       {removed, "removed"},   {denied, "denied"}};
};

template <>
struct spelling<invite_role> {
  using enum invite_role;
  static constexpr spelled<invite_role> values[]{
      {customer, "customer"}, {agent, "agent"}, {relative, "relative"}, {interpreter, "interpreter"}};
};

template <>
struct spelling<lobby_rule> {
  using enum lobby_rule;
  static constexpr spelled<lobby_rule> values[]{
      {never, "never"}, {second_device, "second_device"}, {always, "always"}};
};

template <>
struct spelling<supervisor_rule> {
  using enum supervisor_rule;
  static constexpr spelled<supervisor_rule> values[]{
      {off, "off"}, {view, "view"}, {coach, "coach"}, {full, "full"}};
};

template <>
struct spelling<supervision_mode> {
  using enum supervision_mode;
  static constexpr spelled<supervision_mode> values[]{
      {listen, "listen"}, {whisper, "whisper"}, {barge, "barge"}, {take_over, "take_over"}};
};

template <>
struct spelling<webhook_source> {
  using enum webhook_source;
  static constexpr spelled<webhook_source> values[]{{video, "video"}, {task_router, "task_router"}};
};

template <>
struct spelling<image_type> {
  using enum image_type;
  static constexpr spelled<image_type> values[]{{jpeg, "image/jpeg"}, {png, "image/png"}};
};

template <>
struct spelling<event_kind> {
  using enum event_kind;
  static constexpr spelled<event_kind> values[]{{session_started, "session_started"},
                                                {session_handed_over, "session_handed_over"},
                                                {link_renewed, "link_renewed"},
                                                {session_live, "session_live"},
                                                {session_ended, "session_ended"},
                                                {visit_opened, "visit_opened"},
                                                {visit_admitted, "visit_admitted"},
                                                {visit_waiting, "visit_waiting"},
                                                {token_issued, "token_issued"},
                                                {participant_connected, "participant_connected"},
                                                {participant_disconnected, "participant_disconnected"},
                                                {visit_denied, "visit_denied"},
                                                {visit_removed, "visit_removed"},
                                                {visit_left, "visit_left"},
                                                {invite_issued, "invite_issued"},
                                                {invite_revoked, "invite_revoked"},
                                                {room_renewed, "room_renewed"},
                                                {recording_started, "recording_started"},
                                                {recording_paused, "recording_paused"},
                                                {recording_stopped, "recording_stopped"},
                                                {page_opened, "page_opened"},
                                                {camera_asked, "camera_asked"},
                                                {camera_denied, "camera_denied"},
                                                {camera_granted, "camera_granted"},
                                                {first_frame, "first_frame"},
                                                {network_quality, "network_quality"},
                                                {still_kept, "still_kept"},
                                                {help_agreed, "help_agreed"},
                                                {help_declined, "help_declined"},
                                                {call_rated, "call_rated"},
                                                {consent_given, "consent_given"},
                                                {invitation_sent, "invitation_sent"},
                                                {invitation_failed, "invitation_failed"},
                                                {supervision_changed, "supervision_changed"}};
};

}  // namespace flex_video::core
