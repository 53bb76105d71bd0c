#include "sessions.hpp"

#include "flex_video/core/errc.hpp"
#include "flex_video/core/identity.hpp"
#include "flex_video/core/invitation.hpp"

#include <optional>

namespace flex_video::server {

base::result<sessions::opened> sessions::start(const core::flex_user& user,
                                               const core::start_request& request) {
  const auto reservation = ports_.tasks.find_reservation(request.task, user.worker);
  if (!reservation) return std::unexpected{reservation.error()};
  return open(user, request, *reservation);
}

base::result<sessions::opened> sessions::open(const core::flex_user& user, const core::start_request& request,
                                              const core::reservation& reservation) {
  if (const auto may = core::may_start(request, user, reservation); !may) return std::unexpected{may.error()};
  const auto now = ports_.clock.now();
  std::optional<core::room_sid> spare;  // a room made for a session that somebody else opened first
  for (int attempt = 0; attempt < most_attempts; ++attempt) {
    auto existing = ports_.store.find_open_session(request.conversation);
    if (existing) {
      if (spare && *spare != existing->room) static_cast<void>(ports_.video.complete_room(*spare));
      spare.reset();
      auto change = core::resume_session(*existing, user, reservation, options_.policy, now, ports_.random);
      if (!change) return opened{*std::move(existing), false};
      const auto stored = ports_.store.commit(*change);
      if (stored) return opened{*std::move(change->session), false};
      if (!is_conflict(stored)) return std::unexpected{stored.error()};
      continue;
    }
    if (existing.error().code != core::store_errc::not_found) return std::unexpected{existing.error()};

    const auto room = fresh_room(request.task);
    if (!room) return std::unexpected{room.error()};
    auto change = core::start_session(request, user, reservation, *room, options_.policy, now, ports_.random);
    const auto stored = ports_.store.commit(change);
    if (stored) return opened{*std::move(change.session), true};
    if (!is_conflict(stored)) return std::unexpected{stored.error()};
    spare = room->sid;
  }
  return base::fail(core::store_errc::conflict, "start");
}

base::result<core::room> sessions::create_room(const core::task_sid& task) {
  return ports_.video.create_room({.unique_name = core::room_name(task.text()),
                                   .max_participants = options_.policy.max_participants,
                                   .longest_stay = options_.policy.longest_call});
}

/// A room that no earlier session's tokens open. One that could not be closed when its session ended still
/// goes by the task's name; it is closed now.
base::result<core::room> sessions::fresh_room(const core::task_sid& task) {
  const auto is_of_an_ended_session = [this](const core::room& room) {
    const auto holder = ports_.store.find_session_by_room(room.sid);
    return holder && core::ended(*holder);
  };
  auto room = create_room(task);
  if (!room || !is_of_an_ended_session(*room)) return room;
  if (const auto closed = ports_.video.complete_room(room->sid); !closed)
    return std::unexpected{closed.error()};
  room = create_room(task);
  if (room && is_of_an_ended_session(*room))
    return base::fail(core::provider_errc::refused, "an ended room stays open");
  return room;
}

wire::started_session sessions::describe(const core::session& session) {
  auto link = links_.customer_link(session);
  auto message = core::invitation_text(session.locale, link);
  return {.session = wire::to_wire(session), .customer_link = std::move(link), .message = std::move(message)};
}

base::result<core::session> sessions::find(std::string_view id) {
  const auto parsed = core::session_id::parse(id);
  if (!parsed) return base::fail(core::errc::session_not_found);
  auto session = ports_.store.find_session(*parsed);
  if (!session && session.error().code == core::store_errc::not_found)
    return base::fail(core::errc::session_not_found);
  return session;
}

base::result<core::session> sessions::find_owned(const core::flex_user& user, std::string_view id) {
  auto session = find(id);
  if (!session) return session;
  if (const auto owner = core::require_owner(*session, user.worker); !owner)
    return std::unexpected{owner.error()};
  return session;
}

base::result<wire::session_status> sessions::status(const core::flex_user& user, std::string_view id) {
  const auto session = find_owned(user, id);
  if (!session) return std::unexpected{session.error()};
  const auto visits = ports_.store.visits_of(session->id);
  if (!visits) return std::unexpected{visits.error()};
  wire::session_status status{wire::to_wire(*session), {}, wire::to_wire(options_.policy)};
  for (const auto& visit : *visits) status.visits.push_back(wire::to_wire(visit));
  return status;
}

base::result<wire::join_answer> sessions::join(const core::flex_user& user, std::string_view id) {
  const auto session = find_owned(user, id);
  if (!session) return std::unexpected{session.error()};
  if (const auto lasting = core::require_not_ended(*session); !lasting)
    return std::unexpected{lasting.error()};
  const auto reservation = ports_.tasks.find_reservation(session->task, user.worker);
  if (!reservation) return std::unexpected{reservation.error()};
  if (const auto may = core::may_join(*session, *reservation); !may) return std::unexpected{may.error()};
  const auto now = ports_.clock.now();
  const auto recorded = ports_.store.commit(core::record_agent_token(*session, now, ports_.random));
  if (!recorded) return std::unexpected{recorded.error()};
  return access_.for_agent(*session, now);
}

base::result<wire::session_answer> sessions::end(const core::flex_user& user, std::string_view id) {
  for (int attempt = 0; attempt < most_attempts; ++attempt) {
    auto session = find_owned(user, id);
    if (!session) return std::unexpected{session.error()};
    if (!core::ended(*session)) {
      const auto visits = ports_.store.visits_of(session->id);
      if (!visits) return std::unexpected{visits.error()};
      auto change = core::end_session(*session, *visits, core::end_reason::agent_ended,
                                      core::agent_identity(user.worker), ports_.clock.now(), ports_.random);
      const auto stored = ports_.store.commit(change);
      if (is_conflict(stored)) continue;
      if (!stored) return std::unexpected{stored.error()};
      session = *std::move(change.session);
    }
    // The session has ended first, so that what the provider reports while it closes the room finds nothing
    // to do.
    if (const auto closed = ports_.video.complete_room(session->room); !closed)
      return std::unexpected{closed.error()};
    return wire::session_answer{wire::to_wire(*session)};
  }
  return base::fail(core::store_errc::conflict, "end");
}

}  // namespace flex_video::server
