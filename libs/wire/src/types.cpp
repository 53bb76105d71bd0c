#include "flex_video/wire/types.hpp"

#include "flex_video/core/supervision.hpp"

namespace flex_video::wire {
namespace {

session with_supervisor(const core::session& session, const core::policy& policy, bool supervises) {
  auto told = to_wire(session);
  const auto& place = session.supervisor;
  if (place && place->in_room && core::hears_of_supervisor(supervises, policy)) {
    told.supervisor = place->name;
    const bool takes_part = policy.supervisor_join == core::supervisor_rule::full;
    told.supervision = takes_part ? core::supervision_mode::barge : place->mode;
  }
  return told;
}

}  // namespace

session to_wire(const core::session& session) {
  return {.id = session.id,
          .state = session.state,
          .conversation = session.conversation,
          .task = session.task,
          .room = session.room,
          .room_name = session.room_name,
          .agent_name = session.agent_name,
          .customer_name = session.customer_name,
          .opened_at = session.opened_at,
          .live_at = session.live_at,
          .recording = session.recording,
          .ended_at = session.ended_at,
          .end_reason = session.end_reason,
          .supervisor = std::nullopt,
          .supervision = std::nullopt};
}

visit to_wire(const core::visit& visit) {
  return {.id = visit.id,
          .state = visit.state,
          .role = visit.role,
          .opened_at = visit.opened_at,
          .consent = core::consented(visit) ? std::optional{visit.consent} : std::nullopt};
}

invite to_wire(const core::issued_invite& issued) {
  return {.id = issued.invite.ordinal,
          .role = issued.invite.role,
          .expires_at = issued.invite.expires_at,
          .revoked = issued.revoked};
}

still to_wire(const core::still& still) {
  return {.id = still.id,
          .visit = still.visit,
          .media_type = still.type,
          .bytes = static_cast<unsigned>(still.bytes),
          .taken_at = still.taken_at};
}

policy to_wire(const core::policy& policy) {
  return {.max_participants = policy.max_participants,
          .lobby = policy.lobby,
          .longest_call_seconds = static_cast<unsigned>(policy.longest_call.count()),
          .recording_allowed = policy.recording_allowed,
          .supervisor_join = policy.supervisor_join,
          .supervisor_announced = policy.supervisor_announced};
}

session_status to_wire(const core::session_record& record, const core::policy& policy, bool supervises) {
  session_status status{.session = with_supervisor(record.session, policy, supervises),
                        .visits = {},
                        .invites = {},
                        .policy = to_wire(policy)};
  for (const auto& visit : record.visits) status.visits.push_back(to_wire(visit));
  for (const auto& issued : record.invites) status.invites.push_back(to_wire(issued));
  return status;
}

visit_answer to_wire(const core::visit& visit, const core::session& session) {
  return {.visit = to_wire(visit), .session = {session.state}, .agent_name = session.agent_name};
}

session_event to_wire(const core::event& event, const core::session_record& now, const core::policy& policy,
                      bool supervises) {
  const auto unless_empty = [](const std::string& text) {
    return text.empty() ? std::nullopt : std::optional{text};
  };
  session_event told{.number = event.number,
                     .kind = event.kind,
                     .at = event.at,
                     .actor = unless_empty(event.actor),
                     .visit = event.visit,
                     .detail = unless_empty(event.detail),
                     .session = with_supervisor(now.session, policy, supervises),
                     .visits = {}};
  for (const auto& visit : now.visits) told.visits.push_back(to_wire(visit));
  return told;
}

page_role to_wire(core::invite_role role) {
  switch (role) {
    case core::invite_role::customer:
      return page_role::customer;
    case core::invite_role::agent:
      return page_role::agent;
    case core::invite_role::relative:
      return page_role::relative;
    case core::invite_role::interpreter:
      return page_role::interpreter;
  }
  return page_role::customer;
}

core::invite_role to_core(guest_role role) {
  switch (role) {
    case guest_role::customer:
      return core::invite_role::customer;
    case guest_role::relative:
      return core::invite_role::relative;
    case guest_role::interpreter:
      return core::invite_role::interpreter;
  }
  return core::invite_role::customer;
}

core::recording_state to_core(recording_action action) {
  switch (action) {
    case recording_action::start:
      return core::recording_state::on;
    case recording_action::pause:
      return core::recording_state::paused;
    case recording_action::stop:
      return core::recording_state::off;
  }
  return core::recording_state::off;
}

}  // namespace flex_video::wire
