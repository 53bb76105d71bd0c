#include "flex_video/core/presence.hpp"

#include "event_row.hpp"

#include "flex_video/core/closing.hpp"
#include "flex_video/core/identity.hpp"

#include <algorithm>
#include <variant>

namespace flex_video::core {
namespace {

/// A session while reports about it are worked in: the record as it will be, and what has to be stored.
class observation {
 public:
  observation(const session_record& record, base::time_point now, base::random_source& random)
      : record_(record), now_(now), random_(random) {}

  /// Without a sighting, what was seen by looking, which says nothing of the order.
  void apply(room_event_kind kind, const std::string& identity, const std::optional<sighting>& seen) {
    connected_ = kind == room_event_kind::participant_connected;
    identity_ = identity;
    seen_ = seen;
    std::visit(*this, parse_identity(identity));
  }

  /// Everything that was seen; nothing if it changes nothing.
  std::optional<change> outcome() && {
    const bool changed = noted_ || !events_.empty();
    if (!changed && expelled_.empty()) return std::nullopt;
    change change{.events = std::move(events_), .expelled = std::move(expelled_)};
    if (!changed) return change;
    note_idleness();
    change.session = record_.session;
    for (const auto& id : changed_) change.visits.push_back(*find_visit(record_, id));
    return change;
  }

  void operator()(std::monostate) {}

  void operator()(const worker_sid& worker) {
    auto& session = record_.session;
    if (worker != session.worker) return expel();
    if (is_late(session.agent_seen)) return;
    note(session.agent_seen);
    if (session.agent_in_room == connected_) return;
    session.agent_in_room = connected_;
    add_presence(std::nullopt);
    if (connected_ && has_guest()) go_live();
  }

  void operator()(const visit_id& id) {
    if (!find_visit(record_, id)) {
      if (!connected_) return;
      record_.visits.push_back(first_seen_in_room(id));
    }
    auto& visit = *std::ranges::find(record_.visits, id, &visit::id);
    if (is_late(visit.seen)) return;
    if (!holds_a_place(visit)) return expel();
    if (note(visit.seen) && std::ranges::find(changed_, id) == changed_.end()) changed_.push_back(id);
    if ((visit.state == visit_state::in_room) == connected_) return;
    visit.state = connected_ ? visit_state::in_room : visit_state::away;
    if (std::ranges::find(changed_, id) == changed_.end()) changed_.push_back(id);
    add_presence(id);
    if (connected_ && record_.session.agent_in_room) go_live();
  }

 private:
  bool is_late(const std::optional<sighting>& newest) const {
    if (!newest || !seen_) return false;
    const bool of_another_stay = newest->stay && seen_->stay && newest->stay != seen_->stay;
    return seen_->at < newest->at || (!connected_ && of_another_stay);
  }

  /// Remembers this sighting; false if there is nothing to remember.
  bool note(std::optional<sighting>& newest) {
    if (!seen_ || seen_ == newest) return false;
    newest = seen_;
    noted_ = true;
    return true;
  }

  /// Who must not be in the room is put out of it.
  void expel() {
    if (connected_) expelled_.push_back(identity_);
  }

  bool has_guest() const {
    return std::ranges::any_of(record_.visits, [](const visit& visit) {
      return visit.role != invite_role::agent && visit.state == visit_state::in_room;
    });
  }

  void add(event_kind kind, const std::optional<visit_id>& visit) {
    const event_subject about{.actor = identity_, .visit = visit};
    events_.push_back(event_row(record_.session.id, kind, about, now_, random_));
  }

  void add_presence(const std::optional<visit_id>& visit) {
    add(connected_ ? event_kind::participant_connected : event_kind::participant_disconnected, visit);
  }

  void go_live() {
    auto& session = record_.session;
    if (session.state != session_state::open) return;
    session.state = session_state::live;
    session.live_at = now_;
    add(event_kind::session_live, std::nullopt);
  }

  void note_idleness() {
    auto& since = record_.session.idle_since;
    if (somebody_in_room(record_)) {
      since.reset();
    } else if (!since) {
      since = now_;
    }
  }

  visit first_seen_in_room(const visit_id& id) const {
    return {.id = id,
            .session = record_.session.id,
            .role = invite_role::customer,
            .device = std::nullopt,
            .invite_ordinal = record_.session.link_ordinal,
            .invite_expires_at = now_,
            .state = visit_state::admitted,
            .opened_at = now_};
  }

  session_record record_;
  base::time_point now_;
  base::random_source& random_;
  bool connected_ = false;
  std::string identity_;
  std::optional<sighting> seen_;
  bool noted_ = false;  ///< a sighting was remembered
  std::vector<event> events_;
  std::vector<visit_id> changed_;
  std::vector<std::string> expelled_;
};

std::optional<change> observe_end(const session_record& record, base::time_point now,
                                  base::random_source& random) {
  const auto& session = record.session;
  if (session.room_closed) return std::nullopt;
  if (ended(session) || session.state == session_state::open) {
    // Nobody is in a room that is closed.
    auto change = record_room_closed(session);
    if (ended(session)) return change;
    change.session->agent_in_room = false;
    if (!change.session->idle_since) change.session->idle_since = now;
    for (auto visit : record.visits) {
      if (visit.state != visit_state::in_room) continue;
      visit.state = visit_state::away;
      change.visits.push_back(std::move(visit));
    }
    return change;
  }
  return end_session(record, end_reason::room_ended, "provider", now, random);
}

}  // namespace

std::optional<change> observe(const session_record& record, const room_event& event, base::time_point now,
                              base::random_source& random) {
  if (event.room != record.session.room) return std::nullopt;
  if (event.kind == room_event_kind::room_ended) return observe_end(record, now, random);
  if (ended(record.session)) return std::nullopt;
  observation observed{record, now, random};
  observed.apply(event.kind, event.identity, event.seen);
  return std::move(observed).outcome();
}

std::optional<change> reconcile(const session_record& record, const room_report& report, base::time_point now,
                                base::random_source& random) {
  if (!report.in_progress) return observe_end(record, now, random);
  if (ended(record.session)) return std::nullopt;
  observation observed{record, now, random};
  const auto tell = [&](room_event_kind kind, const std::string& identity) {
    observed.apply(kind, identity, std::nullopt);
  };
  const auto is_there = [&](const std::string& identity) {
    return std::ranges::find(report.identities, identity) != report.identities.end();
  };
  const auto agent = agent_identity(record.session.worker);
  if (!is_there(agent)) tell(room_event_kind::participant_disconnected, agent);
  for (const auto& visit : record.visits) {
    if (visit.role == invite_role::agent) continue;
    const auto guest = guest_identity(visit);
    if (!is_there(guest)) tell(room_event_kind::participant_disconnected, guest);
  }
  for (const auto& identity : report.identities) tell(room_event_kind::participant_connected, identity);
  return std::move(observed).outcome();
}

}  // namespace flex_video::core
