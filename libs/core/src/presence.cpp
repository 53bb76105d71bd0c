#include "flex_video/core/presence.hpp"

#include "event_row.hpp"

#include "flex_video/core/closing.hpp"
#include "flex_video/core/identity.hpp"
#include "flex_video/core/supervision.hpp"

#include <algorithm>
#include <variant>

namespace flex_video::core {
namespace {

/// A session while reports about it are worked in: the record as it will be, and what has to be stored.
class observation {
 public:
  observation(const session_record& record, const policy& policy, base::time_point now,
              base::random_source& random)
      : record_(record), policy_(policy), now_(now), random_(random) {}

  /// Without a sighting, what was seen by looking, which says nothing of the order.
  void apply(room_event_kind kind, const std::string& identity, const std::optional<sighting>& seen) {
    connected_ = kind == room_event_kind::participant_connected;
    identity_ = identity;
    seen_ = seen;
    std::visit(*this, parse_identity(identity));
  }

  /// Everything that was seen; nothing if it changes nothing. Holds the session even when somebody is only
  /// expelled: whoever has been given a place or the session meanwhile is not put out.
  std::optional<change> outcome() && {
    if (!noted_ && events_.empty() && expelled_.empty()) return std::nullopt;
    change change{
        .events = std::move(events_), .expelled = std::move(expelled_), .audiences = std::move(audiences_)};
    if (!change.events.empty()) note_idleness();
    change.session = record_.session;
    for (const auto& id : changed_) change.visits.push_back(*find_visit(record_, id));
    return change;
  }

  void operator()(std::monostate) {}

  void operator()(const worker_sid& worker) {
    auto& session = record_.session;
    if (worker != session.worker) return expel();
    if (is_late(session.agent_seen)) return;
    const bool noted = note(session.agent_seen);
    if (noted || session.agent_in_room != connected_) tell_audiences();
    if (session.agent_in_room == connected_) return;
    session.agent_in_room = connected_;
    add_presence(std::nullopt);
    if (connected_ && has_guest()) go_live();
  }

  void operator()(const supervising& who) {
    auto& place = record_.session.supervisor;
    const bool allowed = policy_.supervisor_join != supervisor_rule::off;
    if (!place || place->worker != who.worker || (connected_ && !allowed)) return expel();
    if (is_late(place->seen)) return;
    note(place->seen);
    if (place->in_room == connected_) return;
    place->in_room = connected_;
    add_presence(std::nullopt);
  }

  void operator()(const visit_id& id) {
    if (!find_visit(record_, id)) {
      if (!connected_) return;
      if (!has_free_place(record_, policy_)) return expel();
      record_.visits.push_back(first_seen_in_room(id));
    }
    auto& visit = *std::ranges::find(record_.visits, id, &visit::id);
    if (is_late(visit.seen)) return;
    const bool noted = note(visit.seen);
    if (noted) touch(id);
    const bool known = (visit.state == visit_state::in_room) == connected_;
    if (known && noted) tell_audiences();
    if (known) return;
    if (!holds_a_place(visit) && !takes_a_place(visit)) return expel();
    tell_audiences();
    visit.state = connected_ ? visit_state::in_room : state_after(visit);
    touch(id);
    add_presence(id);
    if (connected_ && record_.session.agent_in_room) go_live();
  }

 private:
  /// A customer of /get-tokens asks nobody to be let in again.
  bool takes_a_place(const visit& visit) const {
    return came_with_token(visit) && visit.state == visit_state::left && has_free_place(record_, policy_);
  }

  /// A customer of /get-tokens may come back as somebody else, with another token, and holds no place
  /// meanwhile.
  static visit_state state_after(const visit& visit) {
    return came_with_token(visit) ? visit_state::left : visit_state::away;
  }

  bool is_late(const std::optional<sighting>& newest) const {
    if (!newest || !seen_) return false;
    const bool of_another_stay = newest->stay && seen_->stay && newest->stay != seen_->stay;
    return seen_->at < newest->at || (!connected_ && of_another_stay);
  }

  /// Remembers this sighting, also one that shows nothing new: an older report that comes after it would.
  /// False if there is nothing to remember.
  bool note(std::optional<sighting>& newest) {
    if (!seen_ || seen_ == newest) return false;
    newest = seen_;
    noted_ = true;
    return true;
  }

  void touch(const visit_id& id) {
    if (std::ranges::find(changed_, id) == changed_.end()) changed_.push_back(id);
  }

  /// Who must not be in the room is put out of it.
  void expel() {
    if (connected_) expelled_.push_back(identity_);
  }

  /// Each stay begins with receiving what everybody publishes.
  void tell_audiences() {
    auto audiences = audiences_of(record_.session, policy_);
    if (connected_ && !audiences.empty()) audiences_ = std::move(audiences);
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
  const policy& policy_;
  base::time_point now_;
  base::random_source& random_;
  bool connected_ = false;
  std::string identity_;
  std::optional<sighting> seen_;
  bool noted_ = false;  ///< a sighting was remembered
  std::vector<event> events_;
  std::vector<visit_id> changed_;
  std::vector<std::string> expelled_;
  std::optional<std::vector<audience>> audiences_;
};

/// Who came and who went, when just `identities` are in the room.
std::optional<change> observe_people(const session_record& record, const std::vector<std::string>& identities,
                                     const policy& policy, base::time_point now,
                                     base::random_source& random) {
  observation observed{record, policy, now, random};
  const auto tell_if_gone = [&](const std::string& identity) {
    if (std::ranges::find(identities, identity) == identities.end())
      observed.apply(room_event_kind::participant_disconnected, identity, std::nullopt);
  };
  tell_if_gone(agent_identity(record.session.worker));
  if (const auto& supervisor = record.session.supervisor)
    tell_if_gone(supervisor_identity(supervisor->worker));
  for (const auto& visit : record.visits) {
    if (visit.role != invite_role::agent) tell_if_gone(guest_identity(visit));
  }
  for (const auto& identity : identities)
    observed.apply(room_event_kind::participant_connected, identity, std::nullopt);
  return std::move(observed).outcome();
}

std::optional<change> observe_end(const session_record& record, const policy& policy, base::time_point now,
                                  base::random_source& random) {
  const auto& session = record.session;
  if (session.room_closed) return std::nullopt;
  if (ended(session)) return record_room_closed(session);
  if (session.state == session_state::live)
    return end_session(record, end_reason::room_ended, "provider", now, random);
  auto change = observe_people(record, {}, policy, now, random).value_or(core::change{.session = session});
  change.session->room_closed = true;
  return change;
}

}  // namespace

std::optional<change> observe(const session_record& record, const room_event& event, const policy& policy,
                              base::time_point now, base::random_source& random) {
  if (event.room != record.session.room) return std::nullopt;
  if (event.kind == room_event_kind::room_ended) return observe_end(record, policy, now, random);
  if (ended(record.session) || record.session.room_closed) return std::nullopt;
  observation observed{record, policy, now, random};
  observed.apply(event.kind, event.identity, event.seen);
  return std::move(observed).outcome();
}

std::optional<change> reconcile(const session_record& record, const room_report& report, const policy& policy,
                                base::time_point now, base::random_source& random) {
  if (!report.in_progress) return observe_end(record, policy, now, random);
  if (ended(record.session) || record.session.room_closed) return std::nullopt;
  return observe_people(record, report.identities, policy, now, random);
}

}  // namespace flex_video::core
