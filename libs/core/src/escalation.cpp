#include "flex_video/core/escalation.hpp"

#include "event_row.hpp"

#include "flex_video/core/errc.hpp"
#include "flex_video/core/identity.hpp"

namespace flex_video::core {
namespace {

constexpr std::uint8_t first_customer_invite = 0;

/// Invite codes count in seconds; what is stored must not be later than what the code says.
base::time_point whole_seconds(base::time_point at) { return std::chrono::floor<std::chrono::seconds>(at); }

std::uint8_t agent_ordinal(const session& session) {
  return static_cast<std::uint8_t>(session.handovers & 0xff);
}

/// Pages show these names; an empty one would leave a hole.
std::string name_or(const std::string& name, const char* fallback) { return name.empty() ? fallback : name; }

bool same_holder(const session& session, const flex_user& user, const reservation& reservation) {
  return session.worker == user.worker && session.task == reservation.task &&
         session.reservation == reservation.sid;
}

void hand_over(session& session, const flex_user& user, const reservation& reservation) {
  session.task = reservation.task;
  session.reservation = reservation.sid;
  if (session.worker == user.worker)
    return;  // the same worker with a newer task keeps the links and the place
  session.worker = user.worker;
  session.agent_name = name_or(user.display_name, "Agent");
  session.agent_in_room = false;
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
                 .agent_name = name_or(user.display_name, "Agent"),
                 .customer_name = name_or(reservation.customer_name, "Customer"),
                 .locale = request.locale,
                 .room = room.sid,
                 .room_name = room.unique_name,
                 .opened_at = now,
                 .link_expires_at = whole_seconds(now + policy.link_life),
                 .ended_at = std::nullopt,
                 .end_reason = std::nullopt};
  const auto row =
      event_row(opened.id, event_kind::session_started, agent_identity(user.worker), now, random);
  return {.session = std::move(opened), .visits = {}, .events = {row}};
}

std::optional<change> resume_session(const session& session, const flex_user& user,
                                     const reservation& reservation, const policy& policy,
                                     base::time_point now, base::random_source& random) {
  const bool transferred = !same_holder(session, user, reservation);
  const bool link_expired = session.link_expires_at <= now;
  if (!transferred && !link_expired) return std::nullopt;
  change change{.session = session, .visits = {}, .events = {}};
  const auto record = [&](event_kind kind) {
    change.events.push_back(event_row(session.id, kind, agent_identity(user.worker), now, random));
  };
  if (transferred) {
    hand_over(*change.session, user, reservation);
    record(event_kind::session_handed_over);
  }
  if (link_expired) {
    change.session->link_expires_at = whole_seconds(now + policy.link_life);
    record(event_kind::link_renewed);
  }
  return change;
}

base::result<void> require_owner(const session& session, const worker_sid& worker) {
  if (session.worker != worker) return base::fail(errc::not_your_session);
  return {};
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
  const auto row =
      event_row(session.id, event_kind::token_issued, agent_identity(session.worker), now, random);
  return {.session = std::nullopt, .visits = {}, .events = {row}};
}

change end_session(const session& session, const std::vector<visit>& visits, end_reason reason,
                   const std::string& actor, base::time_point now, base::random_source& random) {
  change change{.session = session, .visits = {}, .events = {}};
  change.session->state = session_state::ended;
  change.session->ended_at = now;
  change.session->end_reason = reason;
  change.session->agent_in_room = false;
  for (const auto& visit : visits) {
    if (visit.state != visit_state::in_room && visit.state != visit_state::away) continue;
    change.visits.push_back(visit);
    change.visits.back().state = visit_state::left;
  }
  change.events.push_back(event_row(session.id, event_kind::session_ended, actor, now, random));
  return change;
}

invite customer_invite(const session& session) {
  return {.session = session.id,
          .role = invite_role::customer,
          .ordinal = first_customer_invite,
          .expires_at = session.link_expires_at};
}

invite agent_invite(const session& session, const policy& policy, base::time_point now) {
  return {.session = session.id,
          .role = invite_role::agent,
          .ordinal = agent_ordinal(session),
          .expires_at = whole_seconds(now + policy.agent_link_life)};
}

bool is_of_present_worker(const session& session, std::uint8_t ordinal) {
  return ordinal == agent_ordinal(session);
}

}  // namespace flex_video::core
