#include "flex_video/core/lobby.hpp"

#include "event_row.hpp"

#include "flex_video/core/errc.hpp"
#include "flex_video/core/escalation.hpp"
#include "flex_video/core/identity.hpp"
#include "flex_video/core/invites.hpp"

#include <algorithm>

namespace flex_video::core {
namespace {

/// The visit this device has already; an agent's only if it is of the present worker.
const visit* find_own(const session_record& record, const invite& invite, const device_id& device) {
  const auto own = std::ranges::find_if(record.visits, [&](const visit& visit) {
    if (visit.device != device || visit.role != invite.role) return false;
    return visit.role != invite_role::agent || is_of_present_worker(record.session, visit.invite_ordinal);
  });
  return own == record.visits.end() ? nullptr : &*own;
}

/// An agent's link admits one device.
bool was_used(const session_record& record, const invite& invite) {
  return invite.role == invite_role::agent && std::ranges::any_of(record.visits, [&](const visit& visit) {
           return visit.role == invite_role::agent && visit.invite_ordinal == invite.ordinal &&
                  visit.invite_expires_at == invite.expires_at;
         });
}

visit_state first_state(const session_record& record, const invite& invite, const policy& policy) {
  if (invite.role == invite_role::agent) return visit_state::admitted;
  // Who came with a token of /get-tokens counts as having come by the customer's link.
  const bool first = std::ranges::none_of(record.visits, [&](const visit& visit) {
    return visit.role == invite.role &&
           (invite.role == invite_role::customer || visit.invite_ordinal == invite.ordinal);
  });
  const bool waits =
      policy.lobby == lobby_rule::always || (policy.lobby == lobby_rule::second_device && !first);
  return !waits && has_free_place(record, policy) ? visit_state::admitted : visit_state::waiting;
}

/// The guest's visit that the agent decides about.
base::result<visit> find_guest(const session_record& record, const visit_id& id) {
  if (ended(record.session)) return base::fail(errc::session_ended);
  const auto* found = find_visit(record, id);
  if (!found || found->role == invite_role::agent) return base::fail(errc::visit_not_found);
  return *found;
}

/// Who comes into a recording has agreed to that before.
base::result<void> require_consent(const session& session, const visit& visit) {
  const bool recorded = session.recording == recording_state::on && visit.role != invite_role::agent;
  if (recorded && !consented(visit)) return base::fail(errc::consent_missing);
  return {};
}

/// The agent's decision. The session is written as well, so that of two decisions at once one is taken anew.
change decided(const session& session, visit visit, visit_state state, event_kind kind, base::time_point now,
               base::random_source& random) {
  visit.state = state;
  const event_subject about{.actor = agent_identity(session.worker), .visit = visit.id};
  return {.session = session, .visits = {visit}, .events = {event_row(session.id, kind, about, now, random)}};
}

}  // namespace

base::result<redemption> redeem(const session_record& record, const invite& invite, const device_id& device,
                                const policy& policy, base::time_point now, base::random_source& random) {
  const auto& session = record.session;
  if (ended(session)) return base::fail(errc::session_ended);
  if (const auto* own = find_own(record, invite, device)) {
    if (shut_out(*own)) return base::fail(errc::visit_denied);
    return redemption{.visit = *own, .change = {}, .returning = true};
  }
  if (const auto stands = require_standing(record, invite); !stands) return std::unexpected{stands.error()};
  if (was_used(record, invite)) return base::fail(errc::invite_used);
  if (record.visits.size() >= policy.max_visits) return base::fail(errc::lobby_full);

  const visit made{.id = visit_id::generate(random),
                   .session = session.id,
                   .role = invite.role,
                   .device = device,
                   .invite_ordinal = invite.ordinal,
                   .invite_expires_at = invite.expires_at,
                   .state = first_state(record, invite, policy),
                   .opened_at = now};
  const event_subject about{.actor = visit_identity(session, made), .visit = made.id};
  const auto outcome =
      made.state == visit_state::admitted ? event_kind::visit_admitted : event_kind::visit_waiting;
  change change{.session = session, .visits = {made}};
  for (const auto kind : {event_kind::visit_opened, outcome})
    change.events.push_back(event_row(session.id, kind, about, now, random));
  return redemption{.visit = made, .change = std::move(change), .returning = false};
}

base::result<change> join_visit(const session_record& record, const visit& visit, const policy& policy,
                                base::time_point now, base::random_source& random) {
  const auto& session = record.session;
  if (ended(session)) return base::fail(errc::session_ended);
  if (shut_out(visit)) return base::fail(errc::visit_denied);
  if (visit.state == visit_state::opened || visit.state == visit_state::waiting)
    return base::fail(errc::visit_waiting);
  const bool agent = visit.role == invite_role::agent;
  if (agent && !is_of_present_worker(session, visit.invite_ordinal)) return base::fail(errc::visit_denied);

  if (const auto agreed = require_consent(session, visit); !agreed) return std::unexpected{agreed.error()};

  change change{.session = session};
  if (visit.state == visit_state::left) {
    if (!agent && !has_free_place(record, policy)) return base::fail(errc::room_full);
    change.visits.push_back(visit);
    change.visits.back().state = visit_state::admitted;
  }
  const event_subject about{.actor = visit_identity(session, visit), .visit = visit.id};
  change.events.push_back(event_row(session.id, event_kind::token_issued, about, now, random));
  return change;
}

base::result<std::optional<change>> admit_visit(const session_record& record, const visit_id& id,
                                                const policy& policy, base::time_point now,
                                                base::random_source& random) {
  const auto visit = find_guest(record, id);
  if (!visit) return std::unexpected{visit.error()};
  if (holds_a_place(*visit)) return std::nullopt;
  if (const auto agreed = require_consent(record.session, *visit); !agreed)
    return std::unexpected{agreed.error()};
  if (!has_free_place(record, policy)) return base::fail(errc::room_full);
  return decided(record.session, *visit, visit_state::admitted, event_kind::visit_admitted, now, random);
}

base::result<std::optional<change>> deny_visit(const session_record& record, const visit_id& id,
                                               base::time_point now, base::random_source& random) {
  const auto visit = find_guest(record, id);
  if (!visit) return std::unexpected{visit.error()};
  if (visit->state == visit_state::denied) return std::nullopt;
  if (visit->state != visit_state::waiting && visit->state != visit_state::opened)
    return base::fail(errc::visit_not_waiting);
  return decided(record.session, *visit, visit_state::denied, event_kind::visit_denied, now, random);
}

base::result<std::optional<change>> remove_visit(const session_record& record, const visit_id& id,
                                                 base::time_point now, base::random_source& random) {
  const auto visit = find_guest(record, id);
  if (!visit) return std::unexpected{visit.error()};
  if (visit->state == visit_state::removed) return std::nullopt;
  if (!holds_a_place(*visit) && visit->state != visit_state::left)
    return base::fail(errc::visit_not_admitted);
  auto change = decided(record.session, *visit, visit_state::removed, event_kind::visit_removed, now, random);
  change.expelled.push_back(guest_identity(*visit));
  if (visit->state == visit_state::in_room) {
    auto rest = record;
    std::ranges::find(rest.visits, id, &visit::id)->state = visit_state::removed;
    if (!somebody_in_room(rest)) change.session->idle_since = now;
  }
  return change;
}

}  // namespace flex_video::core
