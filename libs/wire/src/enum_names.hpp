#pragma once

#include "shapes.hpp"

#include "flex_video/core/spelling.hpp"

#include <tuple>
#include <utility>

/// The words that the wire's enumerations have in JSON, in openapi.json and in TypeScript.
namespace flex_video::wire {

template <>
struct names<core::session_state> : core::spelling<core::session_state> {
  static constexpr std::string_view name = "SessionState";
};

template <>
struct names<core::end_reason> : core::spelling<core::end_reason> {
  static constexpr std::string_view name = "EndReason";
};

template <>
struct names<core::visit_state> : core::spelling<core::visit_state> {
  static constexpr std::string_view name = "VisitState";
};

template <>
struct names<core::invite_role> : core::spelling<core::invite_role> {
  static constexpr std::string_view name = "Role";
};

template <>
struct names<core::lobby_rule> : core::spelling<core::lobby_rule> {
  static constexpr std::string_view name = "LobbyRule";
};

template <>
struct names<core::supervisor_rule> : core::spelling<core::supervisor_rule> {
  static constexpr std::string_view name = "SupervisorRule";
};

template <>
struct names<core::supervision_mode> : core::spelling<core::supervision_mode> {
  static constexpr std::string_view name = "SupervisionMode";
};

template <>
struct names<core::recording_state> : core::spelling<core::recording_state> {
  static constexpr std::string_view name = "RecordingState";
};

template <>
struct names<core::image_type> : core::spelling<core::image_type> {
  static constexpr std::string_view name = "ImageType";
};

template <>
struct names<core::event_kind> : core::spelling<core::event_kind> {
  static constexpr std::string_view name = "EventKind";
};

template <>
struct names<core::page_signal_kind> {
  using enum core::page_signal_kind;
  static constexpr std::string_view name = "PageSignalKind";
  static constexpr core::spelled<core::page_signal_kind> values[]{{opened, "opened"},
                                                                  {camera_asked, "camera_asked"},
                                                                  {camera_denied, "camera_denied"},
                                                                  {camera_granted, "camera_granted"},
                                                                  {connected, "connected"},
                                                                  {quality, "quality"},
                                                                  {left, "left"},
                                                                  {help_agreed, "help_agreed"},
                                                                  {help_declined, "help_declined"},
                                                                  {rated, "rated"},
                                                                  {consented, "consented"}};
};

template <>
struct names<guest_role> {
  using enum guest_role;
  static constexpr std::string_view name = "GuestRole";
  static constexpr core::spelled<guest_role> values[]{
      {customer, "customer"}, {relative, "relative"}, {interpreter, "interpreter"}};
};

template <>
struct names<page_role> {
  using enum page_role;
  static constexpr std::string_view name = "PageRole";
  static constexpr core::spelled<page_role> values[]{{customer, "customer"},
                                                     {agent, "agent"},
                                                     {relative, "relative"},
                                                     {interpreter, "interpreter"},
                                                     {supervisor, "supervisor"}};
};

template <>
struct names<recording_action> {
  using enum recording_action;
  static constexpr std::string_view name = "RecordingAction";
  static constexpr core::spelled<recording_action> values[]{
      {start, "start"}, {pause, "pause"}, {stop, "stop"}};
};

template <>
struct names<invitation_sender> {
  using enum invitation_sender;
  static constexpr std::string_view name = "InvitationSender";
  static constexpr core::spelled<invitation_sender> values[]{{agent, "agent"}, {service, "service"}};
};

template <>
struct names<arrival_state> {
  using enum arrival_state;
  static constexpr std::string_view name = "ArrivalState";
  static constexpr core::spelled<arrival_state> values[]{{open, "open"},
                                                         {session_ended, "session_ended"},
                                                         {invite_expired, "invite_expired"},
                                                         {invite_invalid, "invite_invalid"}};
};

/// All of them, in the order in which they are declared to the outside.
using named_enums =
    std::tuple<core::session_state, core::end_reason, core::visit_state, core::invite_role, core::lobby_rule,
               core::supervisor_rule, core::supervision_mode, core::recording_state, core::image_type,
               core::event_kind, core::page_signal_kind, guest_role, page_role, recording_action,
               invitation_sender, arrival_state>;

}  // namespace flex_video::wire
