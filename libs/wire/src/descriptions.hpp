#pragma once

#include "enum_names.hpp"
#include "shapes.hpp"

#include <tuple>

/// The names that the wire structs and their members have in JSON, in openapi.json and in TypeScript.
namespace flex_video::wire {

template <>
struct description<empty_request> {
  static constexpr std::string_view name = "EmptyRequest";
  static constexpr std::tuple<> fields{};
};

template <>
struct description<start_session_request> {
  using type = start_session_request;
  static constexpr std::string_view name = "StartSessionRequest";
  static constexpr std::tuple fields{field{"conversationSid", &type::conversation},
                                     field{"taskSid", &type::task}, field{"locale", &type::locale},
                                     field{"onlyExisting", &type::only_existing}};
};

template <>
struct description<redeem_request> {
  static constexpr std::string_view name = "RedeemRequest";
  static constexpr std::tuple fields{field{"code", &redeem_request::code}};
};

template <>
struct description<issue_invite_request> {
  using type = issue_invite_request;
  static constexpr std::string_view name = "IssueInviteRequest";
  static constexpr std::tuple fields{field{"role", &type::role},
                                     field{"expiresInSeconds", &type::expires_in_seconds}};
};

template <>
struct description<recording_request> {
  using type = recording_request;
  static constexpr std::string_view name = "RecordingRequest";
  static constexpr std::tuple fields{field{"action", &type::action}};
};

template <>
struct description<page_signal_request> {
  using type = page_signal_request;
  static constexpr std::string_view name = "PageSignalRequest";
  static constexpr std::tuple fields{field{"kind", &type::kind}, field{"value", &type::value},
                                     field{"comment", &type::comment}, field{"version", &type::version},
                                     field{"language", &type::language}};
};

template <>
struct description<supervision_request> {
  using type = supervision_request;
  static constexpr std::string_view name = "SupervisionRequest";
  static constexpr std::tuple fields{field{"mode", &type::mode}};
};

template <>
struct description<session> {
  static constexpr std::string_view name = "Session";
  static constexpr std::tuple fields{field{"id", &session::id},
                                     field{"state", &session::state},
                                     field{"conversationSid", &session::conversation},
                                     field{"taskSid", &session::task},
                                     field{"roomSid", &session::room},
                                     field{"roomName", &session::room_name},
                                     field{"agentName", &session::agent_name},
                                     field{"customerName", &session::customer_name},
                                     field{"openedAt", &session::opened_at},
                                     field{"liveAt", &session::live_at},
                                     field{"recording", &session::recording},
                                     field{"endedAt", &session::ended_at},
                                     field{"endReason", &session::end_reason},
                                     field{"supervisor", &session::supervisor},
                                     field{"supervision", &session::supervision}};
};

template <>
struct description<visit> {
  static constexpr std::string_view name = "Visit";
  static constexpr std::tuple fields{field{"id", &visit::id}, field{"state", &visit::state},
                                     field{"role", &visit::role}, field{"openedAt", &visit::opened_at},
                                     field{"consent", &visit::consent}};
};

template <>
struct description<invite> {
  using type = invite;
  static constexpr std::string_view name = "Invite";
  static constexpr std::tuple fields{field{"id", &type::id}, field{"role", &type::role},
                                     field{"expiresAt", &type::expires_at}, field{"revoked", &type::revoked}};
};

template <>
struct description<still> {
  using type = still;
  static constexpr std::string_view name = "Still";
  static constexpr std::tuple fields{field{"id", &type::id}, field{"visit", &type::visit},
                                     field{"mediaType", &type::media_type}, field{"bytes", &type::bytes},
                                     field{"takenAt", &type::taken_at}};
};

template <>
struct description<still_answer> {
  static constexpr std::string_view name = "StillAnswer";
  static constexpr std::tuple fields{field{"still", &still_answer::still}};
};

template <>
struct description<still_list> {
  static constexpr std::string_view name = "StillList";
  static constexpr std::tuple fields{field{"stills", &still_list::stills}};
};

template <>
struct description<policy> {
  static constexpr std::string_view name = "Policy";
  static constexpr std::tuple fields{field{"maxParticipants", &policy::max_participants},
                                     field{"lobby", &policy::lobby},
                                     field{"longestCallSeconds", &policy::longest_call_seconds},
                                     field{"recordingAllowed", &policy::recording_allowed},
                                     field{"supervisorJoin", &policy::supervisor_join},
                                     field{"supervisorAnnounced", &policy::supervisor_announced}};
};

template <>
struct description<session_answer> {
  static constexpr std::string_view name = "SessionAnswer";
  static constexpr std::tuple fields{field{"session", &session_answer::session}};
};

template <>
struct description<started_session> {
  static constexpr std::string_view name = "StartedSession";
  static constexpr std::tuple fields{
      field{"session", &started_session::session}, field{"customerLink", &started_session::customer_link},
      field{"message", &started_session::message}, field{"windowed", &started_session::windowed}};
};

template <>
struct description<send_invitation_request> {
  static constexpr std::string_view name = "SendInvitationRequest";
  static constexpr std::tuple fields{field{"again", &send_invitation_request::again}};
};

template <>
struct description<invitation_answer> {
  static constexpr std::string_view name = "InvitationAnswer";
  static constexpr std::tuple fields{field{"sender", &invitation_answer::sender}};
};

template <>
struct description<session_status> {
  static constexpr std::string_view name = "SessionStatus";
  static constexpr std::tuple fields{
      field{"session", &session_status::session}, field{"visits", &session_status::visits},
      field{"invites", &session_status::invites}, field{"policy", &session_status::policy}};
};

template <>
struct description<session_list> {
  using type = session_list;
  static constexpr std::string_view name = "SessionList";
  static constexpr std::tuple fields{field{"sessions", &type::sessions}};
};

template <>
struct description<issued_invite> {
  using type = issued_invite;
  static constexpr std::string_view name = "IssuedInvite";
  static constexpr std::tuple fields{field{"invite", &type::invite}, field{"link", &type::link},
                                     field{"message", &type::message}};
};

template <>
struct description<invite_answer> {
  using type = invite_answer;
  static constexpr std::string_view name = "InviteAnswer";
  static constexpr std::tuple fields{field{"invite", &type::invite}};
};

template <>
struct description<join_answer> {
  static constexpr std::string_view name = "JoinAnswer";
  static constexpr std::tuple fields{field{"token", &join_answer::token},
                                     field{"room", &join_answer::room},
                                     field{"wsServer", &join_answer::ws_server},
                                     field{"identity", &join_answer::identity},
                                     field{"displayName", &join_answer::display_name},
                                     field{"role", &join_answer::role},
                                     field{"expiresAt", &join_answer::expires_at},
                                     field{"peerName", &join_answer::peer_name},
                                     field{"agentName", &join_answer::agent_name}};
};

template <>
struct description<session_brief> {
  static constexpr std::string_view name = "SessionBrief";
  static constexpr std::tuple fields{field{"state", &session_brief::state}};
};

template <>
struct description<visit_answer> {
  static constexpr std::string_view name = "VisitAnswer";
  static constexpr std::tuple fields{field{"visit", &visit_answer::visit},
                                     field{"session", &visit_answer::session},
                                     field{"agentName", &visit_answer::agent_name}};
};

template <>
struct description<visit_decision> {
  using type = visit_decision;
  static constexpr std::string_view name = "VisitDecision";
  static constexpr std::tuple fields{field{"visit", &type::visit}, field{"session", &type::session}};
};

template <>
struct description<session_event> {
  using type = session_event;
  static constexpr std::string_view name = "SessionEvent";
  static constexpr std::tuple fields{field{"number", &type::number},   field{"kind", &type::kind},
                                     field{"at", &type::at},           field{"actor", &type::actor},
                                     field{"visit", &type::visit},     field{"detail", &type::detail},
                                     field{"session", &type::session}, field{"visits", &type::visits}};
};

template <>
struct description<visit_event> {
  using type = visit_event;
  static constexpr std::string_view name = "VisitEvent";
  static constexpr std::tuple fields{field{"number", &type::number},   field{"kind", &type::kind},
                                     field{"at", &type::at},           field{"visit", &type::visit},
                                     field{"session", &type::session}, field{"agentName", &type::agent_name}};
};

template <>
struct description<tokens_answer> {
  static constexpr std::string_view name = "TokensAnswer";
  static constexpr std::tuple fields{
      field{"agentToken", &tokens_answer::agent_token},
      field{"customerToken", &tokens_answer::customer_token}, field{"roomName", &tokens_answer::room_name},
      field{"agentLink", &tokens_answer::agent_link}, field{"customerLink", &tokens_answer::customer_link}};
};

template <>
struct description<tokens_refusal> {
  static constexpr std::string_view name = "TokensRefusal";
  static constexpr std::tuple fields{field{"error", &tokens_refusal::error}};
};

template <>
struct description<health> {
  static constexpr std::string_view name = "Health";
  static constexpr std::tuple fields{field{"status", &health::status}};
};

template <>
struct description<consent_terms> {
  static constexpr std::string_view name = "ConsentTerms";
  static constexpr std::tuple fields{field{"version", &consent_terms::version}};
};

template <>
struct description<arrival> {
  static constexpr std::string_view name = "Arrival";
  static constexpr std::tuple fields{field{"role", &arrival::role},
                                     field{"session", &arrival::session},
                                     field{"state", &arrival::state},
                                     field{"flexOrigins", &arrival::flex_origins},
                                     field{"agentName", &arrival::agent_name},
                                     field{"locale", &arrival::locale},
                                     field{"wsServer", &arrival::ws_server},
                                     field{"consent", &arrival::consent},
                                     field{"viewOnly", &arrival::view_only}};
};

template <>
struct description<problem> {
  static constexpr std::string_view name = "Problem";
  static constexpr std::tuple fields{field{"type", &problem::type}, field{"title", &problem::title},
                                     field{"status", &problem::status}, field{"code", &problem::code},
                                     field{"field", &problem::field}};
};

/// All of them, in the order in which they are declared to the outside.
using described_structs =
    std::tuple<start_session_request, redeem_request, issue_invite_request, recording_request,
               supervision_request, send_invitation_request, page_signal_request, session, visit, invite,
               still, still_answer, still_list, policy, session_answer, started_session, invitation_answer,
               session_status, session_list, issued_invite, invite_answer, join_answer, session_brief,
               visit_answer, visit_decision, session_event, visit_event, tokens_answer, tokens_refusal,
               health, consent_terms, arrival, problem>;

}  // namespace flex_video::wire
