#include "sessions.hpp"

#include "decide.hpp"

#include "flex_video/core/closing.hpp"
#include "flex_video/core/errc.hpp"
#include "flex_video/core/identity.hpp"
#include "flex_video/core/invitation.hpp"
#include "flex_video/core/messaging_window.hpp"
#include "flex_video/core/recording.hpp"
#include "flex_video/core/supervision.hpp"
#include "flex_video/wire/errc.hpp"

#include <optional>

namespace flex_video::server {

base::result<sessions::opened> sessions::start(const core::flex_user& user,
                                               const core::start_request& request, bool only_existing) {
  const auto reservation = ports_.tasks.find_reservation(request.task, user.worker);
  if (!reservation) return std::unexpected{reservation.error()};
  return open(user, request, *reservation, only_existing);
}

/// The session that the conversation has, as this start leaves it.
base::result<core::session> sessions::resume(const core::flex_user& user, const core::start_request& request,
                                             const core::reservation& reservation) {
  const auto resumed = decide(
      ports_, [&] { return ports_.store.find_open_session(request.conversation); },
      [&](const core::session_record& record) {
        return core::resume_session(record, user, reservation, options_.policy, ports_.clock.now(),
                                    ports_.random);
      });
  if (!resumed) return std::unexpected{resumed.error()};
  return resumed->session;
}

base::result<sessions::opened> sessions::open(const core::flex_user& user, const core::start_request& request,
                                              const core::reservation& reservation, bool only_existing) {
  if (const auto may = core::may_start(request, user, reservation); !may) return std::unexpected{may.error()};
  const bool windowed = core::has_messaging_window(reservation.channel_type);
  std::optional<core::room_sid> spare;  // a room made for a session that somebody else opened first
  for (int attempt = 0; attempt < most_attempts; ++attempt) {
    const auto existing = resume(user, request, reservation);
    if (existing) {
      if (spare && *spare != existing->room) static_cast<void>(ports_.video.complete_room(*spare));
      return opened{*existing, false, windowed};
    }
    if (existing.error().code != core::store_errc::not_found) return std::unexpected{existing.error()};
    if (only_existing) return base::fail(core::errc::session_not_found);

    const auto room = rooms_.make(request.task);
    if (!room) return std::unexpected{room.error()};
    auto change = core::start_session(request, user, reservation, *room, options_.policy, ports_.clock.now(),
                                      ports_.random);
    const auto stored = ports_.store.commit(change);
    if (stored) return opened{*std::move(change.session), true, windowed};
    if (!is_conflict(stored)) return std::unexpected{stored.error()};
    spare = room->sid;
  }
  return base::fail(core::store_errc::conflict, "start");
}

wire::started_session sessions::describe(const opened& standing) {
  auto link = links_.customer_link(standing.session);
  auto message = core::invitation_text(standing.session.locale, link);
  return {.session = wire::to_wire(standing.session),
          .customer_link = std::move(link),
          .message = std::move(message),
          .windowed = standing.windowed};
}

base::result<core::session_record> sessions::find(std::string_view id) {
  const auto parsed = core::session_id::parse(id);
  if (!parsed) return base::fail(core::errc::session_not_found);
  auto record = ports_.store.find_session(*parsed);
  if (!record && record.error().code == core::store_errc::not_found)
    return base::fail(core::errc::session_not_found);
  return record;
}

base::result<core::session_record> sessions::find_owned(const core::flex_user& user, std::string_view id) {
  auto record = find(id);
  if (!record) return record;
  if (const auto owner = core::require_owner(record->session, user.worker); !owner)
    return std::unexpected{owner.error()};
  return record;
}

base::result<core::session_record> sessions::find_viewed(const core::flex_user& user, std::string_view id) {
  auto record = find(id);
  if (!record) return record;
  if (const auto may = core::may_view(record->session, user); !may) return std::unexpected{may.error()};
  return record;
}

base::result<wire::session_status> sessions::status(const core::flex_user& user, std::string_view id) {
  const auto record = find_viewed(user, id);
  if (!record) return std::unexpected{record.error()};
  return wire::to_wire(*record, options_.policy, core::supervises(user));
}

base::result<wire::session_list> sessions::list(const core::flex_user& user,
                                                const std::optional<std::string>& worker) {
  std::optional<core::worker_sid> of;
  if (worker) {
    of = core::worker_sid::parse(*worker);
    if (!of) return base::fail(wire::errc::invalid_field, "worker");
  }
  if (!core::supervises(user)) {
    if (of && *of != user.worker) return base::fail(core::errc::role_not_allowed);
    of = user.worker;
  }
  const auto found = ports_.store.open_sessions(of);
  if (!found) return std::unexpected{found.error()};
  wire::session_list list;
  for (const auto& session : *found) list.sessions.push_back(wire::to_wire(session));
  return list;
}

base::result<wire::session_answer> sessions::record(const core::flex_user& user, std::string_view id,
                                                    wire::recording_action action) {
  const auto wanted = wire::to_core(action);
  bool obeyed = false;
  // The provider is asked after every decision, also when there is nothing to store. If this process dies, or
  // loses the store, between the provider's yes and the commit, the room is recorded while the session says
  // it is not (or the other way round), and asking once more must repair it: above all, Stop must stop.
  const auto record = decide(
      ports_, [&] { return find_owned(user, id); },
      [&](const core::session_record& found) -> base::result<std::optional<core::change>> {
        auto change = core::set_recording(found, wanted, options_.policy, ports_.clock.now(), ports_.random);
        if (!change) return change;
        const auto asked =
            ports_.video.set_recording(found.session.room, wanted, core::recorded_publishers(found));
        if (!asked) return std::unexpected{asked.error()};
        obeyed = true;
        return change;
      });
  if (!record) {
    if (obeyed) restore_recording(id);
    return std::unexpected{record.error()};
  }
  return wire::session_answer{wire::to_wire(record->session)};
}

/// After a conflict that ends in a refusal, e.g. since the session has another agent now, the provider is as
/// the refused one wished; it gets back to what is stored. If that fails too, the next wish repairs it. A
/// session that has ended is no longer recorded: its room is closed.
void sessions::restore_recording(std::string_view id) {
  const auto now = find(id);
  if (!now || core::ended(now->session)) return;
  static_cast<void>(
      ports_.video.set_recording(now->session.room, now->session.recording, core::recorded_publishers(*now)));
}

base::result<wire::join_answer> sessions::join(const core::flex_user& user, std::string_view id) {
  auto record = find_owned(user, id);
  if (!record) return std::unexpected{record.error()};
  if (const auto lasting = core::require_not_ended(record->session); !lasting)
    return std::unexpected{lasting.error()};
  const auto reservation = ports_.tasks.find_reservation(record->session.task, user.worker);
  if (!reservation) return std::unexpected{reservation.error()};
  if (const auto may = core::may_join(record->session, *reservation); !may)
    return std::unexpected{may.error()};
  record = rooms_.ensure_open(*std::move(record));
  if (!record) return std::unexpected{record.error()};
  const auto now = ports_.clock.now();
  const auto joined = decide(
      ports_, [&] { return find_owned(user, id); },
      [&](const core::session_record& found) -> base::result<std::optional<core::change>> {
        if (const auto lasting = core::require_not_ended(found.session); !lasting)
          return std::unexpected{lasting.error()};
        if (const auto may = core::may_join(found.session, *reservation); !may)
          return std::unexpected{may.error()};
        return core::record_agent_token(found.session, now, ports_.random);
      });
  if (!joined) return std::unexpected{joined.error()};
  rooms_.record_who_comes(*joined);
  return access_.for_agent(joined->session, now);
}

base::result<wire::join_answer> sessions::supervise(const core::flex_user& user, std::string_view id) {
  const auto now = ports_.clock.now();
  const auto joined = decide(
      ports_, [&] { return find(id); },
      [&](const core::session_record& found) -> base::result<std::optional<core::change>> {
        auto change = core::supervise(found, user, options_.policy, now, ports_.random);
        if (!change) return std::unexpected{change.error()};
        return *std::move(change);
      });
  if (!joined) return std::unexpected{joined.error()};
  const auto& session = joined->session;
  // After the place is stored: who comes meanwhile is told of when they are reported.
  if (options_.policy.supervisor_join != core::supervisor_rule::full) {
    const auto audiences = core::audiences_of(session, options_.policy);
    if (const auto set = ports_.video.set_audiences(session.room, audiences); !set)
      return std::unexpected{set.error()};
  }
  rooms_.record_who_comes(*joined);
  return access_.for_supervisor(session, now);
}

base::result<wire::session_status> sessions::change_supervision(const core::flex_user& user,
                                                                std::string_view id,
                                                                core::supervision_mode mode) {
  bool obeyed = false;
  // As with recording, the provider is asked after every decision: asking once more must repair what it lost.
  const auto record = decide(
      ports_, [&] { return find(id); },
      [&](const core::session_record& found) -> base::result<std::optional<core::change>> {
        auto change =
            core::change_supervision(found, user, mode, options_.policy, ports_.clock.now(), ports_.random);
        if (!change) return change;
        const auto& then = *change ? *(*change)->session : found.session;
        const auto set = ports_.video.set_audiences(then.room, core::audiences_of(then, options_.policy));
        if (!set) return std::unexpected{set.error()};
        obeyed = true;
        return change;
      });
  if (!record) {
    if (const auto now = obeyed ? find(id) : base::fail(core::errc::session_not_found); now)
      static_cast<void>(
          ports_.video.set_audiences(now->session.room, core::audiences_of(now->session, options_.policy)));
    return std::unexpected{record.error()};
  }
  return wire::to_wire(*record, options_.policy, true);
}

base::result<wire::session_answer> sessions::end(const core::flex_user& user, std::string_view id) {
  const auto record = decide(
      ports_, [&] { return find_owned(user, id); },
      [&](const core::session_record& found) -> base::result<std::optional<core::change>> {
        if (core::ended(found.session)) return std::nullopt;
        return core::end_session(found, core::end_reason::agent_ended, core::agent_identity(user.worker),
                                 ports_.clock.now(), ports_.random);
      });
  if (!record) return std::unexpected{record.error()};
  // The session has ended first, so that what the provider reports while it closes the room finds nothing to
  // do.
  if (const auto closed = rooms_.close(record->session); !closed) return std::unexpected{closed.error()};
  return wire::session_answer{wire::to_wire(record->session)};
}

}  // namespace flex_video::server
