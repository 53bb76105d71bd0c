#include "flex_video/core/lobby.hpp"

#include "event_row.hpp"

#include "flex_video/core/errc.hpp"
#include "flex_video/core/escalation.hpp"
#include "flex_video/core/identity.hpp"

#include <algorithm>

namespace flex_video::core {
namespace {

bool shut_out(const visit& visit) {
  return visit.state == visit_state::denied || visit.state == visit_state::removed;
}

bool holds_a_place(const visit& visit) {
  return visit.role == invite_role::customer && !shut_out(visit) && visit.state != visit_state::opened &&
         visit.state != visit_state::waiting;
}

/// The visit this device has already; an agent's only if it is of the present worker.
const visit* find_own(const std::vector<visit>& visits, const session& session, const invite& invite,
                      const device_id& device) {
  const auto own = std::ranges::find_if(visits, [&](const visit& visit) {
    if (visit.device != device || visit.role != invite.role) return false;
    return visit.role == invite_role::customer || is_of_present_worker(session, visit.invite_ordinal);
  });
  return own == visits.end() ? nullptr : &*own;
}

base::result<void> may_use_agent_invite(const session& session, const std::vector<visit>& visits,
                                        const invite& invite) {
  if (!is_of_present_worker(session, invite.ordinal)) return base::fail(errc::invite_expired);
  const bool used = std::ranges::any_of(visits, [&](const visit& visit) {
    return visit.role == invite_role::agent && visit.invite_ordinal == invite.ordinal &&
           visit.invite_expires_at == invite.expires_at;
  });
  if (used) return base::fail(errc::invite_used);
  return {};
}

visit_state first_state(const std::vector<visit>& visits, const invite& invite, const policy& policy) {
  if (invite.role == invite_role::agent) return visit_state::admitted;
  const auto is_customer = [](const visit& visit) { return visit.role == invite_role::customer; };
  if (std::ranges::none_of(visits, is_customer)) return visit_state::admitted;
  if (policy.lobby_for_second_device) return visit_state::waiting;
  const auto taken = std::ranges::count_if(visits, holds_a_place) + 1;  // and the agent's own
  return taken < policy.max_participants ? visit_state::admitted : visit_state::waiting;
}

}  // namespace

base::result<redemption> redeem(const session& session, const std::vector<visit>& visits,
                                const invite& invite, const device_id& device, const policy& policy,
                                base::time_point now, base::random_source& random) {
  if (ended(session)) return base::fail(errc::session_ended);
  if (const auto* own = find_own(visits, session, invite, device)) {
    if (shut_out(*own)) return base::fail(errc::visit_denied);
    return redemption{.visit = *own, .change = {}, .returning = true};
  }
  if (invite.role == invite_role::agent) {
    if (const auto usable = may_use_agent_invite(session, visits, invite); !usable)
      return std::unexpected{usable.error()};
  }
  if (visits.size() >= policy.max_visits) return base::fail(errc::lobby_full);

  const visit made{.id = visit_id::generate(random),
                   .session = session.id,
                   .role = invite.role,
                   .device = device,
                   .invite_ordinal = invite.ordinal,
                   .invite_expires_at = invite.expires_at,
                   .state = first_state(visits, invite, policy),
                   .opened_at = now};
  const auto actor =
      made.role == invite_role::agent ? agent_identity(session.worker) : customer_identity(made.id);
  const auto outcome =
      made.state == visit_state::admitted ? event_kind::visit_admitted : event_kind::visit_waiting;
  change change{.session = session, .visits = {made}, .events = {}};
  change.events.push_back(event_row(session.id, event_kind::visit_opened, actor, now, random, made.id));
  change.events.push_back(event_row(session.id, outcome, actor, now, random, made.id));
  return redemption{.visit = made, .change = std::move(change), .returning = false};
}

base::result<change> join_visit(const session& session, const visit& visit, base::time_point now,
                                base::random_source& random) {
  if (ended(session)) return base::fail(errc::session_ended);
  if (shut_out(visit)) return base::fail(errc::visit_denied);
  if (visit.state == visit_state::opened || visit.state == visit_state::waiting)
    return base::fail(errc::visit_waiting);
  const bool agent = visit.role == invite_role::agent;
  if (agent && !is_of_present_worker(session, visit.invite_ordinal)) return base::fail(errc::visit_denied);

  change change;
  if (visit.state == visit_state::left) {
    change.visits.push_back(visit);
    change.visits.back().state = visit_state::admitted;
  }
  const auto actor = agent ? agent_identity(session.worker) : customer_identity(visit.id);
  change.events.push_back(event_row(session.id, event_kind::token_issued, actor, now, random, visit.id));
  return change;
}

}  // namespace flex_video::core
