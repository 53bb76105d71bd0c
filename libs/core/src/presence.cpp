#include "flex_video/core/presence.hpp"

#include "event_row.hpp"

#include "flex_video/core/escalation.hpp"
#include "flex_video/core/identity.hpp"

#include <algorithm>
#include <variant>

namespace flex_video::core {
namespace {

bool is_in_room(const visit& visit) { return visit.state == visit_state::in_room; }

/// One report about one participant, being turned into a change.
struct observation {
  const session& before;
  const std::vector<visit>& visits;
  const room_event& event;
  base::time_point now;
  base::random_source& random;

  bool connected() const { return event.kind == room_event_kind::participant_connected; }

  core::event row(event_kind kind, std::optional<visit_id> visit = std::nullopt) const {
    return event_row(before.id, kind, event.identity, now, random, visit);
  }

  change with_presence(std::optional<visit_id> visit = std::nullopt) const {
    const auto kind = connected() ? event_kind::participant_connected : event_kind::participant_disconnected;
    return {.session = before, .visits = {}, .events = {row(kind, visit)}};
  }

  void go_live(change& change) const {
    if (before.state != session_state::open) return;
    change.session->state = session_state::live;
    change.events.push_back(row(event_kind::session_live));
  }

  std::optional<change> operator()(std::monostate) const { return std::nullopt; }

  std::optional<change> operator()(const worker_sid& worker) const {
    if (worker != before.worker || before.agent_in_room == connected()) return std::nullopt;
    auto change = with_presence();
    change.session->agent_in_room = connected();
    if (connected() && std::ranges::any_of(visits, is_in_room)) go_live(change);
    return change;
  }

  std::optional<change> operator()(const visit_id& id) const {
    const auto known = std::ranges::find(visits, id, &visit::id);
    if (known == visits.end() && !connected()) return std::nullopt;
    auto visit = known == visits.end() ? first_seen_in_room(id) : *known;
    if (is_in_room(visit) == connected()) return std::nullopt;
    if (!connected() && visit.state == visit_state::removed) return std::nullopt;
    visit.state = connected() ? visit_state::in_room : visit_state::away;
    auto change = with_presence(id);
    change.visits.push_back(visit);
    if (connected() && before.agent_in_room) go_live(change);
    return change;
  }

  visit first_seen_in_room(const visit_id& id) const {
    return {.id = id,
            .session = before.id,
            .role = invite_role::customer,
            .device = std::nullopt,
            .invite_expires_at = now,
            .opened_at = now};
  }
};

}  // namespace

std::optional<change> observe(const session& session, const std::vector<visit>& visits,
                              const room_event& event, base::time_point now, base::random_source& random) {
  if (ended(session)) return std::nullopt;
  if (event.kind == room_event_kind::room_ended) {
    return end_session(session, visits, end_reason::room_ended, "provider", now, random);
  }
  const observation observed{session, visits, event, now, random};
  return std::visit(observed, parse_identity(event.identity));
}

}  // namespace flex_video::core
