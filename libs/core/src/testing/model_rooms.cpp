// What happens in the model's rooms, what is told of it, and what time brings.
#include "samples.hpp"
#include "testing/model_world.hpp"

#include "flex_video/core/closing.hpp"
#include "flex_video/core/identity.hpp"
#include "flex_video/core/presence.hpp"

#include <algorithm>
#include <array>

namespace flex_video::core::model {

using decision = base::result<std::optional<change>>;

void model_world::drop_out() {
  const auto* session = some_session();
  if (!session) return;
  const auto inside = provider_.inspect(session->room).identities;
  if (!inside.empty()) provider_.disconnect(session->room, dice_.pick(inside), now());
}

void model_world::close_room() {
  if (const auto* session = some_session()) provider_.complete(session->room, now());
}

void model_world::deliver(const room_event& event) {
  const auto meets = store_.find_session_by_room(event.room);
  if (!meets) return;
  decide(meets->session.id, [&](const session_record& record, happening&) -> decision {
    return observe(record, event, policy(), now(), random_);
  });
}

/// Any report that is on its way; at times it comes again later.
void model_world::deliver() {
  auto& reports = provider_.reports;
  if (reports.empty()) return;
  const auto at = dice_.one_in(3) ? dice_.below(reports.size()) : 0;
  const auto event = reports[at];
  if (!dice_.one_in(5)) reports.erase(reports.begin() + static_cast<std::ptrdiff_t>(at));
  deliver(event);
}

namespace {

/// Only we sign tokens, each for one room, so that nobody is a stranger in two.
visit_id stranger_in(const session& session) {
  auto bytes = std::array<std::byte, visit_id::size>{};
  std::ranges::copy(session.id.bytes(), bytes.begin());
  bytes.front() = std::byte{0xfe};
  return visit_id::from_bytes(bytes);
}

}  // namespace

/// A report about somebody who is not, or no longer, to be there, or of a time of its own.
void model_world::tell_strange_things() {
  const auto* session = some_session();
  if (!session) return;
  using enum room_event_kind;
  const room_event_kind kinds[]{participant_connected, participant_connected, participant_disconnected};
  const auto* visit = own_visit(*session);
  const std::string identities[]{"somebody",
                                 "",
                                 agent_identity(samples::sid_of<"WK">(3)),
                                 agent_identity(samples::ada),
                                 customer_identity(stranger_in(*session)),
                                 supervisor_identity(samples::sid_of<"WK">(6)),
                                 visit ? guest_identity(*visit) : "customer:"};
  deliver({.kind = dice_.pick(kinds),
           .room = session->room,
           .identity = dice_.pick(identities),
           .seen = {.at = now() - std::chrono::seconds{30} + std::chrono::seconds{dice_.below(40)}}});
}

void model_world::look_at(const session_id& id, const room_sid& room, const room_report& seen) {
  decide(id, [&](const session_record& record, happening&) -> decision {
    if (record.session.room != room) return std::nullopt;
    return reconcile(record, seen, policy(), now(), random_);
  });
}

void model_world::look() {
  const auto* session = some_session();
  if (!session) return;
  const view seen{session->id, session->room, provider_.inspect(session->room)};
  old_views_.push_back(seen);
  look_at(seen.session, seen.room, seen.seen);
}

void model_world::look_late() {
  if (old_views_.empty()) return;
  const auto seen = dice_.pick_recent(old_views_);
  look_at(seen.session, seen.room, seen.seen);
}

void model_world::sweep() {
  const auto going_on = *store_.open_sessions(std::nullopt);
  for (const auto& session : going_on) {
    decide(session.id, [&](const session_record& record, happening&) -> decision {
      const auto reason = overdue(record.session, policy_, now());
      if (!reason) return std::nullopt;
      return core::end_session(record, *reason, "server", now(), random_);
    });
  }
  const auto to_close = *store_.sessions_to_close(10);
  for (const auto& session : to_close) {
    provider_.complete(session.room, now());
    decide(session.id, [&](const session_record& record, happening&) -> decision {
      if (record.session.room_closed || !ended(record.session)) return std::nullopt;
      return record_room_closed(record.session);
    });
  }
}

void model_world::wait() {
  using namespace std::chrono_literals;
  const std::chrono::seconds times[]{10s, 1min, 2min, policy_.idle_end, policy_.link_life};
  clock_.advance(dice_.pick(times));
}

void model_world::settle() {
  settling_ = true;
  while (!provider_.reports.empty() && broken_.empty()) {
    const auto event = provider_.reports.front();
    provider_.reports.erase(provider_.reports.begin());
    deliver(event);
  }
  const auto going_on = *store_.open_sessions(std::nullopt);
  for (int looks = 0; looks < 2; ++looks) {  // who is found not to belong there is put out by the first
    for (const auto& session : going_on) look_at(session.id, session.room, provider_.inspect(session.room));
  }
  if (broken_.empty()) expect_presence();
}

void model_world::expect_presence() {
  const auto going_on = *store_.open_sessions(std::nullopt);
  for (const auto& session : going_on) {
    const auto record = *store_.find_session(session.id);
    const auto inside = provider_.inspect(session.room).identities;
    const auto is_there = [&](const std::string& identity) {
      return std::ranges::find(inside, identity) != inside.end();
    };
    bool known = session.agent_in_room == is_there(agent_identity(session.worker));
    const auto& supervisor = session.supervisor;
    known =
        known && (!supervisor || supervisor->in_room == is_there(supervisor_identity(supervisor->worker)));
    for (const auto& visit : record.visits) {
      if (visit.role != invite_role::agent)
        known = known && (visit.state == visit_state::in_room) == is_there(guest_identity(visit));
    }
    if (!known) break_rule("a look at the room tells who is in it");
  }
}

}  // namespace flex_video::core::model
