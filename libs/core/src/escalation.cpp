#include "flex_video/core/escalation.hpp"

#include "event_row.hpp"
#include "shown_name.hpp"
#include "whole_seconds.hpp"

#include "flex_video/core/errc.hpp"
#include "flex_video/core/identity.hpp"
#include "flex_video/core/invites.hpp"
#include "flex_video/core/supervision.hpp"

#include <algorithm>

namespace flex_video::core {
namespace {

bool same_holder(const session& session, const flex_user& user, const reservation& reservation) {
  return session.worker == user.worker && session.task == reservation.task &&
         session.reservation == reservation.sid;
}

/// Whether the agent is the only one in the room.
bool leaves_room_empty(const session_record& record) {
  auto without_agent = record;
  without_agent.session.agent_in_room = false;
  return record.session.agent_in_room && !somebody_in_room(without_agent);
}

void hand_over(session& session, const flex_user& user, const reservation& reservation,
               std::optional<base::time_point> idle_since) {
  session.task = reservation.task;
  session.reservation = reservation.sid;
  if (session.worker == user.worker)
    return;  // the same worker with a newer task keeps the links and the place
  session.worker = user.worker;
  session.agent_name = shown_name(user.display_name, "Agent");
  session.agent_in_room = false;
  session.agent_seen.reset();
  if (idle_since) session.idle_since = idle_since;
  ++session.handovers;
}

}  // namespace

base::result<void> may_start(const start_request& request, const flex_user& user,
                             const reservation& reservation) {
  if (reservation.worker != user.worker || reservation.task != request.task)
    return base::fail(task_errc::not_reserved);
  if (reservation.status != reservation_status::accepted) return base::fail(errc::task_not_accepted);
  if (reservation.conversation != request.conversation) return base::fail(errc::conversation_mismatch);
  return {};
}

change start_session(const start_request& request, const flex_user& user, const reservation& reservation,
                     const room& room, const policy& policy, base::time_point now,
                     base::random_source& random) {
  session opened{.id = session_id::generate(random),
                 .conversation = request.conversation,
                 .task = request.task,
                 .reservation = reservation.sid,
                 .worker = user.worker,
                 .agent_name = shown_name(user.display_name, "Agent"),
                 .customer_name = shown_name(reservation.customer_name, "Customer"),
                 .locale = request.locale,
                 .room = room.sid,
                 .room_name = room.unique_name,
                 .opened_at = now,
                 .link_expires_at = whole_seconds(now + policy.link_life),
                 .idle_since = now};
  const auto row =
      event_row(opened.id, event_kind::session_started, {agent_identity(user.worker)}, now, random);
  const issued_invite link{.invite = customer_invite(opened)};
  return {.session = std::move(opened),
          .invites = {link},
          .events = {row},
          .settled_room = noted_room{room.unique_name, now}};
}

base::result<std::optional<change>> resume_session(const session_record& record, const flex_user& user,
                                                   const reservation& reservation, const policy& policy,
                                                   base::time_point now, base::random_source& random) {
  const auto& session = record.session;
  const auto* link = find_invite(record, session.link_ordinal);
  const bool link_is_dead = session.link_expires_at <= now || !link || link->revoked;
  const bool transferred = !same_holder(session, user, reservation);
  if (!transferred && !link_is_dead) return std::nullopt;

  change change{.session = session};
  if (link_is_dead) {
    auto renewed = renew_link(record, policy, now, random);
    if (!renewed) return std::unexpected{renewed.error()};
    change = *std::move(renewed);
  }
  if (transferred) {
    if (session.worker != user.worker) change.expelled.push_back(agent_identity(session.worker));
    hand_over(*change.session, user, reservation,
              leaves_room_empty(record) ? std::optional{now} : std::nullopt);
    change.events.push_back(
        event_row(session.id, event_kind::session_handed_over, {agent_identity(user.worker)}, now, random));
    if (session.supervisor) change.audiences = audiences_of(*change.session, policy);
  }
  return change;
}

base::result<void> require_owner(const session& session, const worker_sid& worker) {
  if (session.worker != worker) return base::fail(errc::not_your_session);
  return {};
}

base::result<void> may_view(const session& session, const flex_user& user) {
  if (supervises(user)) return {};
  return require_owner(session, user.worker);
}

base::result<void> require_not_ended(const session& session) {
  if (ended(session)) return base::fail(errc::session_ended);
  return {};
}

base::result<void> may_join(const session& session, const reservation& reservation) {
  if (reservation.worker != session.worker || reservation.task != session.task) {
    return base::fail(task_errc::not_reserved);
  }
  if (reservation.status != reservation_status::accepted &&
      reservation.status != reservation_status::wrapping) {
    return base::fail(errc::task_not_accepted);
  }
  return {};
}

change record_agent_token(const session& session, base::time_point now, base::random_source& random) {
  return {.session = session,
          .events = {event_row(session.id, event_kind::token_issued, {agent_identity(session.worker)}, now,
                               random)}};
}

change renew_room(const session& session, const room& room, base::time_point now,
                  base::random_source& random) {
  change change{.session = session, .settled_room = noted_room{room.unique_name, now}};
  change.session->room = room.sid;
  change.session->room_name = room.unique_name;
  change.session->room_closed = false;
  change.events.push_back(event_row(session.id, event_kind::room_renewed, {"server"}, now, random));
  return change;
}

bool is_of_present_worker(const session& session, std::uint8_t ordinal) {
  return ordinal == (session.handovers & 0xff);
}

}  // namespace flex_video::core
