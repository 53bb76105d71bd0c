#include "testing/model_rules.hpp"

#include "flex_video/core/identity.hpp"
#include "flex_video/core/invitation_record.hpp"

#include <algorithm>

namespace flex_video::core::model {
namespace {

bool is_event(const change& change, event_kind kind, const std::optional<visit_id>& visit = std::nullopt) {
  return std::ranges::any_of(change.events, [&](const event& event) {
    return event.kind == kind && (!visit || event.visit == visit);
  });
}

unsigned places_taken(const session_record& record) {
  return 1 + static_cast<unsigned>(std::ranges::count_if(record.visits, holds_a_place));
}

const visit* visit_before(const happening& what, const visit_id& id) {
  return what.before ? find_visit(*what.before, id) : nullptr;
}

bool a_conversation_has_one_open_session(const model_world& world, const happening&) {
  const auto& sessions = world.stored().sessions;
  for (auto one = sessions.begin(); one != sessions.end(); ++one) {
    const auto as_well = [&](const session& other) {
      return other.conversation == one->conversation && !ended(other);
    };
    if (!ended(*one) && std::any_of(one + 1, sessions.end(), as_well)) return false;
  }
  return true;
}

bool no_token_is_issued_after_the_end(const model_world&, const happening& what) {
  const bool issues = what.token || is_event(what.change, event_kind::token_issued);
  return !issues || (what.before && !ended(what.before->session));
}

bool who_was_turned_away_gets_no_token_until_admitted(const model_world& world, const happening& what) {
  if (!what.joined) return true;
  const auto& away = world.remembered().turned_away;
  return std::ranges::find(away, *what.joined) == away.end();
}

bool who_waits_gets_no_token(const model_world&, const happening& what) {
  if (!what.joined) return true;
  const auto* visit = visit_before(what, *what.joined);
  return visit && visit->state != visit_state::opened && visit->state != visit_state::waiting;
}

bool an_agents_token_is_the_present_workers(const model_world& world, const happening& what) {
  if (!what.token || !what.token->identity.starts_with("agent:")) return true;
  const auto& worker = what.before->session.worker;
  const auto is_former = [&](const std::pair<visit_id, worker_sid>& agent) {
    return agent.first == what.joined && agent.second != worker;
  };
  return what.token->identity == agent_identity(worker) &&
         std::ranges::none_of(world.remembered().agents, is_former);
}

bool a_supervisors_token_is_of_who_has_the_place(const model_world& world, const happening& what) {
  if (!what.token || !what.token->identity.starts_with("supervisor:")) return true;
  const auto& place = what.after->session.supervisor;
  return world.policy().supervisor_join != supervisor_rule::off && place &&
         what.token->identity == supervisor_identity(place->worker) &&
         what.before->session.state == session_state::live;
}

bool a_supervisor_in_the_room_is_replaced_by_nobody(const model_world&, const happening& what) {
  if (!what.before || !what.before->session.supervisor || !what.before->session.supervisor->in_room)
    return true;
  return what.after->session.supervisor->worker == what.before->session.supervisor->worker;
}

bool a_former_workers_link_admits_nobody(const model_world& world, const happening& what) {
  if (!what.coming || !what.coming->link->worker) return true;
  const auto& [link, device, visit, returning, worker] = *what.coming;
  if (!returning) return worker == *link->worker;
  // The present worker's own device finds its visit by an older link, too.
  const auto& agents = world.remembered().agents;
  return std::ranges::find(agents, std::pair{visit.id, worker}) != agents.end();
}

bool a_revoked_link_admits_no_new_device(const model_world& world, const happening& what) {
  if (!what.coming || what.coming->returning || what.coming->link->worker) return true;
  const auto& invite = what.coming->link->invite;
  const auto& revoked = world.remembered().revoked;
  return std::ranges::find(revoked, std::pair{invite.session, unsigned{invite.ordinal}}) == revoked.end();
}

bool a_device_acts_on_its_own_visit(const model_world&, const happening& what) {
  return !what.coming || what.coming->visit.device == what.coming->device;
}

bool a_visit_is_of_one_device_and_role_for_good(const model_world&, const happening& what) {
  return std::ranges::all_of(what.change.visits, [&](const visit& visit) {
    const auto* before = visit_before(what, visit.id);
    return !before || (before->device == visit.device && before->role == visit.role &&
                       before->session == visit.session && before->opened_at == visit.opened_at);
  });
}

bool nobody_is_given_a_place_that_is_not_there(const model_world& world, const happening& what) {
  if (!what.after) return true;
  const auto taken_before = what.before ? places_taken(*what.before) : 0;
  return places_taken(*what.after) <= std::max(world.policy().max_participants, taken_before);
}

bool events_are_numbered_without_gaps(const model_world& world, const happening&) {
  std::vector<std::pair<session_id, unsigned>> last;
  for (const auto& event : world.stored().events) {
    auto known = std::ranges::find(last, event.session, &std::pair<session_id, unsigned>::first);
    if (known == last.end()) known = last.insert(last.end(), {event.session, 0});
    if (event.number != ++known->second) return false;
  }
  return true;
}

bool a_sessions_new_state_has_its_event(const model_world&, const happening& what) {
  if (!what.after) return true;
  if (!what.before) return is_event(what.change, event_kind::session_started);
  const auto& before = what.before->session;
  const auto& after = what.after->session;
  if (before.state != after.state &&
      !is_event(what.change, ended(after) ? event_kind::session_ended : event_kind::session_live))
    return false;
  if (before.worker != after.worker && !is_event(what.change, event_kind::session_handed_over)) return false;
  if (before.room != after.room && !is_event(what.change, event_kind::room_renewed)) return false;
  const auto there = [](const session& session) { return session.supervisor && session.supervisor->in_room; };
  return (before.agent_in_room == after.agent_in_room && there(before) == there(after)) ||
         !what.change.events.empty();
}

bool has_its_event(const change& change, const visit& before, const visit& after) {
  switch (after.state) {
    case visit_state::admitted:
      return is_event(change, event_kind::visit_admitted, after.id) ||
             (before.state == visit_state::left && is_event(change, event_kind::token_issued, after.id));
    case visit_state::in_room:
      return is_event(change, event_kind::participant_connected, after.id);
    case visit_state::away:
      return is_event(change, event_kind::participant_disconnected, after.id);
    case visit_state::left:
      return is_event(change, event_kind::visit_left, after.id) ||
             is_event(change, event_kind::session_ended) ||
             (came_with_token(after) && is_event(change, event_kind::participant_disconnected, after.id));
    case visit_state::removed:
      return is_event(change, event_kind::visit_removed, after.id);
    case visit_state::denied:
      return is_event(change, event_kind::visit_denied, after.id);
    case visit_state::opened:
    case visit_state::waiting:
      return false;  // nobody goes back there
  }
  return false;
}

bool a_visits_new_state_has_its_event(const model_world&, const happening& what) {
  return std::ranges::all_of(what.change.visits, [&](const visit& after) {
    const auto* before = visit_before(what, after.id);
    if (!before)
      return is_event(what.change, event_kind::visit_opened, after.id) ||
             is_event(what.change, event_kind::participant_connected, after.id);
    return before->state == after.state || has_its_event(what.change, *before, after);
  });
}

bool every_actor_is_known(const model_world&, const happening& what) {
  return std::ranges::all_of(what.change.events, [](const event& event) {
    return event.actor == "provider" || event.actor == "taskrouter" || event.actor == "server" ||
           parse_identity(event.actor).index() != 0;
  });
}

/// A visit that has rated the call: a signal more, and nothing else.
bool only_signalled(const session_record& before, const visit& after) {
  const auto* known = find_visit(before, after.id);
  if (!known) return false;
  auto signalled = *known;
  signalled.signals = after.signals;
  return signalled == after;
}

bool ended_is_final(const model_world& world, const happening& what) {
  for (const auto& ending : world.remembered().ended) {
    const auto session = std::ranges::find(world.stored().sessions, ending.session, &session::id);
    if (!ended(*session) || session->end_reason != ending.reason || session->ended_at != ending.at)
      return false;
  }
  if (!what.before || !ended(what.before->session)) return true;
  auto closed = what.before->session;
  closed.room_closed = what.after->session.room_closed;
  closed.version = what.after->session.version;
  return closed == what.after->session && what.change.invites.empty() &&
         std::ranges::all_of(what.change.visits,
                             [&](const visit& each) { return only_signalled(*what.before, each); });
}

bool only_an_ended_session_has_reason_and_time(const model_world& world, const happening&) {
  return std::ranges::all_of(world.stored().sessions, [](const session& session) {
    return ended(session) == session.end_reason.has_value() && ended(session) == session.ended_at.has_value();
  });
}

bool live_at_is_set_if_it_was_ever_live(const model_world& world, const happening& what) {
  if (!what.after) return true;
  const auto& session = what.after->session;
  const auto went_live = [&](const event& event) {
    return event.session == session.id && event.kind == event_kind::session_live;
  };
  const auto times = std::ranges::count_if(world.stored().events, went_live);
  return times <= 1 && session.live_at.has_value() == (times == 1) &&
         (session.state != session_state::live || session.live_at);
}

bool idle_since_is_set_while_nobody_is_in_the_room(const model_world&, const happening& what) {
  if (!what.after) return true;
  const auto& [session, visits, invites] = *what.after;
  const bool guest =
      std::ranges::any_of(visits, [](const visit& visit) { return visit.state == visit_state::in_room; });
  const bool idle = !ended(session) && !session.agent_in_room && !guest;
  return session.idle_since.has_value() == idle;
}

bool who_is_expelled_holds_no_place(const model_world&, const happening& what) {
  return std::ranges::all_of(what.change.expelled, [&](const std::string& identity) {
    const auto& session = what.after->session;
    if (identity == agent_identity(session.worker)) return false;
    if (session.supervisor && identity == supervisor_identity(session.supervisor->worker)) return false;
    return std::ranges::none_of(what.after->visits, [&](const visit& visit) {
      return holds_a_place(visit) && guest_identity(visit) == identity;
    });
  });
}

bool a_handover_keeps_the_room_and_the_customers_link(const model_world&, const happening& what) {
  if (!what.before || what.before->session.worker == what.after->session.worker) return true;
  const auto& before = what.before->session;
  const auto& after = what.after->session;
  if (before.room != after.room || before.state != after.state || before.live_at != after.live_at ||
      what.before->visits != what.after->visits)
    return false;
  if (is_event(what.change, event_kind::link_renewed)) return true;  // it was dead
  return before.link_ordinal == after.link_ordinal && before.link_expires_at == after.link_expires_at &&
         what.before->invites == what.after->invites;
}

bool the_customers_link_is_one_of_the_invites(const model_world&, const happening& what) {
  if (!what.after) return true;
  const auto& session = what.after->session;
  const auto* link = find_invite(*what.after, session.link_ordinal);
  return link && link->invite.role == invite_role::customer &&
         link->invite.expires_at == session.link_expires_at;
}

/// Versions are the store's to give.
session_record unversioned(session_record record) {
  record.session.version = 0;
  for (auto& visit : record.visits) visit.version = 0;
  return record;
}

bool the_store_holds_what_apply_says(const model_world&, const happening& what) {
  if (!what.before || (!what.change.session && what.change.visits.empty())) return true;
  auto applied = *what.before;
  apply(applied, what.change);
  return unversioned(std::move(applied)) == unversioned(*what.after);
}

bool stills_are_counted_and_have_their_events(const model_world& world, const happening& what) {
  if (!what.after) return true;
  const auto& session = what.after->session;
  const auto of_this = [&](const kept_still& kept) { return kept.about.session == session.id; };
  return std::ranges::count_if(world.stored().stills, of_this) == session.stills &&
         std::ranges::all_of(what.change.stills, [&](const kept_still& kept) {
           return std::ranges::any_of(what.change.events, [&](const event& event) {
             return event.kind == event_kind::still_kept && event.detail == kept.about.id.str();
           });
         });
}

/// Of two that are recorded soon after each other, something between them made the first one void.
bool the_link_is_not_sent_twice_by_one_click(const model_world& world, const happening& what) {
  if (!what.after || !is_event(what.change, event_kind::invitation_sent)) return true;
  std::optional<base::time_point> sent;
  for (const auto& event : world.stored().events) {
    if (event.session != what.after->session.id) continue;
    if (event.kind == event_kind::invitation_sent) {
      if (sent && event.at < *sent + same_click) return false;
      sent = event.at;
    } else if (event.kind == event_kind::invitation_failed || event.kind == event_kind::link_renewed) {
      sent.reset();
    }
  }
  return true;
}

struct rule {
  const char* words;
  bool (*holds)(const model_world&, const happening&);
};

constexpr rule rules[]{
    {"a conversation has one open session", a_conversation_has_one_open_session},
    {"no token is issued after the end", no_token_is_issued_after_the_end},
    {"who was turned away gets no token until admitted", who_was_turned_away_gets_no_token_until_admitted},
    {"who waits gets no token", who_waits_gets_no_token},
    {"an agent's token is the present worker's", an_agents_token_is_the_present_workers},
    {"a supervisor's token is of who has the place", a_supervisors_token_is_of_who_has_the_place},
    {"a supervisor in the room is replaced by nobody", a_supervisor_in_the_room_is_replaced_by_nobody},
    {"a former worker's link admits nobody", a_former_workers_link_admits_nobody},
    {"a revoked link admits no new device", a_revoked_link_admits_no_new_device},
    {"a device acts on its own visit", a_device_acts_on_its_own_visit},
    {"a visit is of one device and role for good", a_visit_is_of_one_device_and_role_for_good},
    {"nobody is given a place that is not there", nobody_is_given_a_place_that_is_not_there},
    {"events are numbered without gaps", events_are_numbered_without_gaps},
    {"a session's new state has its event", a_sessions_new_state_has_its_event},
    {"a visit's new state has its event", a_visits_new_state_has_its_event},
    {"every actor is known", every_actor_is_known},
    {"ended is final", ended_is_final},
    {"only an ended session has reason and time", only_an_ended_session_has_reason_and_time},
    {"live at is set if it was ever live", live_at_is_set_if_it_was_ever_live},
    {"idle since is set while nobody is in the room", idle_since_is_set_while_nobody_is_in_the_room},
    {"who is expelled holds no place", who_is_expelled_holds_no_place},
    {"a handover keeps the room and the customer's link", a_handover_keeps_the_room_and_the_customers_link},
    {"the customer's link is one of the invites", the_customers_link_is_one_of_the_invites},
    {"stills are counted and have their events", stills_are_counted_and_have_their_events},
    {"the link is not sent twice by one click", the_link_is_not_sent_twice_by_one_click},
    {"the store holds what apply says", the_store_holds_what_apply_says},
};

}  // namespace

const char* broken_rule(const model_world& world, const happening& what) {
  for (const auto& rule : rules) {
    if (!rule.holds(world, what)) return rule.words;
  }
  return nullptr;
}

}  // namespace flex_video::core::model
