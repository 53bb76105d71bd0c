// What agents do in the model.
#include "samples.hpp"
#include "testing/model_world.hpp"

#include "flex_video/core/closing.hpp"
#include "flex_video/core/escalation.hpp"
#include "flex_video/core/identity.hpp"
#include "flex_video/core/invitation_record.hpp"
#include "flex_video/core/invites.hpp"
#include "flex_video/core/lobby.hpp"
#include "flex_video/core/recording.hpp"
#include "flex_video/core/supervision.hpp"

namespace flex_video::core::model {

using decision = base::result<std::optional<change>>;

room model_world::make_room(const task_sid& task) {
  auto room = provider_.create(room_name(task.text()), random_);
  const auto holder = store_.find_session_by_room(room.sid);
  if (!holder || !ended(holder->session)) return room;
  provider_.complete(room.sid, now());
  return provider_.create(room_name(task.text()), random_);
}

model_world::outcome model_world::ensure_open(const session_id& id) {
  const auto record = *store_.find_session(id);
  if (!record.session.room_closed || ended(record.session)) return outcome::unchanged;
  const auto room = make_room(record.session.task);
  return decide(id, [&](const session_record& found, happening&) -> decision {
    if (!found.session.room_closed || ended(found.session)) return std::nullopt;
    return renew_room(found.session, room, now(), random_);
  });
}

void model_world::give_customer_link(const session_id& id) {
  give(customer_invite(store_.find_session(id)->session));
}

void model_world::start() {
  const auto& reservation = dice_.pick_recent(reservations_);
  const auto user = samples::user(reservation.worker);
  const start_request request{
      .conversation = *reservation.conversation, .task = reservation.task, .locale = "en"};
  if (!may_start(request, user, reservation)) return;
  if (const auto open = store_.find_open_session(request.conversation)) {
    const auto id = open->session.id;
    const auto resumed = decide(id, [&](const session_record& record, happening&) -> decision {
      if (ended(record.session)) return std::nullopt;
      return resume_session(record, user, reservation, policy_, now(), random_);
    });
    if (resumed != outcome::refused) give_customer_link(id);
    return;
  }
  const auto room = make_room(request.task);
  const auto first = start_session(request, user, reservation, room, policy_, now(), random_);
  commit(first.session->id, first, {});
  give_customer_link(first.session->id);
  if (!dice_.one_in(4)) return;
  // Another replica has found no session either, and comes second.
  const auto second = start_session(request, user, reservation, room, policy_, now(), random_);
  if (commit(second.session->id, second, {})) break_rule("of two starts at once one is refused");
}

/// The conversation goes to a new task, mostly another worker's; now and then the newest one's status
/// changes.
void model_world::transfer() {
  auto& held = dice_.pick(reservations_);
  if (dice_.one_in(4)) {
    held.status = dice_.one_in(2) ? reservation_status::wrapping : reservation_status::accepted;
    return;
  }
  const auto next = static_cast<unsigned char>(reservations_.size() + 1);
  auto moved = held;
  moved.sid = samples::sid_of<"WR">(next);
  moved.task = samples::sid_of<"WT">(next);
  moved.worker = samples::sid_of<"WK">(static_cast<unsigned char>(1 + dice_.below(3)));
  moved.status = reservation_status::accepted;
  reservations_.push_back(moved);
}

void model_world::join_as_agent() {
  const auto* session = some_session();
  if (!session) return;
  const auto id = session->id;
  const auto& reservation = dice_.pick(reservations_);
  if (may_join(*session, reservation)) ensure_open(id);
  decide(id, [&](const session_record& record, happening& what) -> decision {
    if (const auto lasts = require_not_ended(record.session); !lasts) return std::unexpected{lasts.error()};
    if (const auto may = may_join(record.session, reservation); !may) return std::unexpected{may.error()};
    what.token = access{agent_identity(record.session.worker), record.session.room};
    return record_agent_token(record.session, now(), random_);
  });
}

/// A customer's token without a visit, as /get-tokens gives it.
void model_world::get_tokens() {
  const auto* session = some_session();
  if (session && !ended(*session))
    tokens_.push_back({customer_identity(visit_id::generate(random_)), session->room});
}

void model_world::give_agent_link() {
  const auto* session = some_session();
  if (session && !ended(*session)) give(agent_invite(*session, policy_, now()), session->worker);
}

void model_world::admit() {
  const auto* session = some_session();
  if (!session) return;
  const auto visit = some_visit_id(*session);
  const auto decided = decide(session->id, [&](const session_record& record, happening&) {
    return admit_visit(record, visit, policy_, now(), random_);
  });
  if (decided == outcome::changed) std::erase(ledger_.turned_away, visit);
}

void model_world::deny() {
  const auto* session = some_session();
  if (!session) return;
  const auto visit = some_visit_id(*session);
  const auto decided = decide(session->id, [&](const session_record& record, happening&) {
    return deny_visit(record, visit, now(), random_);
  });
  if (decided == outcome::changed) ledger_.turned_away.push_back(visit);
}

void model_world::remove() {
  const auto* session = some_session();
  if (!session) return;
  const auto visit = some_visit_id(*session);
  const auto decided = decide(session->id, [&](const session_record& record, happening&) {
    return remove_visit(record, visit, now(), random_);
  });
  if (decided == outcome::changed) ledger_.turned_away.push_back(visit);
}

void model_world::invite() {
  const auto* session = some_session();
  if (!session) return;
  const auto role = dice_.one_in(2) ? invite_role::relative : invite_role::interpreter;
  const auto life = dice_.one_in(2) ? std::optional{std::chrono::seconds{60}} : std::nullopt;
  core::invite made{.session = session->id, .expires_at = {}};
  const auto issued = decide(session->id, [&](const session_record& record, happening&) -> decision {
    auto issue = issue_invite(record, role, life, policy_, now(), random_);
    if (!issue) return std::unexpected{issue.error()};
    made = issue->invite;
    return std::move(issue->change);
  });
  if (issued == outcome::changed) give(made);
}

void model_world::revoke() {
  const auto* session = some_session();
  if (!session) return;
  const auto id = session->id;
  const auto ordinal = static_cast<std::uint8_t>(dice_.below(4));
  const auto decided = decide(id, [&](const session_record& record, happening&) {
    return revoke_invite(record, ordinal, now(), random_);
  });
  if (decided == outcome::changed) ledger_.revoked.emplace_back(id, ordinal);
}

void model_world::record() {
  const auto* session = some_session();
  if (!session) return;
  const recording_state wishes[]{recording_state::off, recording_state::on, recording_state::paused};
  const auto wanted = dice_.pick(wishes);
  decide(session->id, [&](const session_record& record, happening&) {
    return set_recording(record, wanted, policy_, now(), random_);
  });
}

void model_world::send_invitation() {
  const auto* session = some_session();
  if (!session) return;
  const auto id = session->id;
  const bool again = dice_.one_in(3);
  const auto sent = decide(id, [&](const session_record& record, happening&) {
    return record_invitation(record, *store_.events_of(id), samples::sid_of<"HX">(1), again, now(), random_);
  });
  if (sent != outcome::changed || !dice_.one_in(3)) return;
  decide(id, [&](const session_record& record, happening&) -> decision {
    return record_invitation_failed(record.session, now(), random_);
  });
}

void model_world::supervise() {
  const auto* session = some_session();
  if (!session) return;
  const auto id = session->id;
  auto user = samples::user(samples::sid_of<"WK">(static_cast<unsigned char>(6 + dice_.below(2))));
  user.roles = {dice_.one_in(5) ? "agent" : "supervisor"};
  decide(id, [&](const session_record& record, happening& what) -> decision {
    auto change = core::supervise(record, user, policy_, now(), random_);
    if (!change) return std::unexpected{change.error()};
    what.token = access{supervisor_identity(user.worker), record.session.room};
    return *std::move(change);
  });
  constexpr auto& modes = spelling<supervision_mode>::values;
  const auto mode = modes[dice_.below(std::size(modes))].value;
  decide(id, [&](const session_record& record, happening&) {
    return change_supervision(record, user, mode, policy_, now(), random_);
  });
}

void model_world::end_session_of(const session_id& id, end_reason reason, const char* actor) {
  decide(id, [&](const session_record& record, happening&) -> decision {
    if (ended(record.session)) return std::nullopt;
    return core::end_session(record, reason, *actor ? actor : agent_identity(record.session.worker), now(),
                             random_);
  });
  const auto room = store_.find_session(id)->session.room;
  if (dice_.one_in(2)) return;  // the sweeper closes the room
  provider_.complete(room, now());
  decide(id, [&](const session_record& record, happening&) -> decision {
    if (record.session.room_closed || !ended(record.session)) return std::nullopt;
    return record_room_closed(record.session);
  });
}

void model_world::end() {
  if (const auto* session = some_session()) end_session_of(session->id, end_reason::agent_ended, "");
}

void model_world::end_task() {
  if (const auto* session = some_session()) end_session_of(session->id, end_reason::task_ended, "taskrouter");
}

}  // namespace flex_video::core::model
