#include "session_rooms.hpp"

#include "decide.hpp"

#include "flex_video/core/closing.hpp"
#include "flex_video/core/escalation.hpp"
#include "flex_video/core/identity.hpp"
#include "flex_video/core/recording.hpp"

namespace flex_video::server {

base::result<core::room> session_rooms::create(const core::task_sid& task) {
  return ports_.video.create_room({.unique_name = core::room_name(task.text()),
                                   .max_participants = core::room_places(options_.policy),
                                   .longest_stay = options_.policy.longest_call});
}

bool session_rooms::is_of_an_ended_session(const core::room& room) {
  const auto holder = ports_.store.find_session_by_room(room.sid);
  return holder && core::ended(holder->session);
}

/// A room that could not be closed when its session ended still goes by the task's name; it is closed now.
base::result<core::room> session_rooms::make(const core::task_sid& task) {
  const core::noted_room noted{.unique_name = core::room_name(task.text()), .noted_at = ports_.clock.now()};
  if (const auto kept = ports_.store.note_room(noted); !kept) return std::unexpected{kept.error()};
  auto room = create(task);
  if (!room && room.error().code == core::provider_errc::refused)
    static_cast<void>(ports_.store.commit({.settled_room = noted}));  // there is none to be found
  if (!room || !is_of_an_ended_session(*room)) return room;
  if (const auto closed = ports_.video.complete_room(room->sid); !closed)
    return std::unexpected{closed.error()};
  room = create(task);
  if (room && is_of_an_ended_session(*room))
    return base::fail(core::provider_errc::refused, "an ended room stays open");
  return room;
}

base::result<core::session_record> session_rooms::ensure_open(core::session_record record) {
  if (!record.session.room_closed || core::ended(record.session)) return record;
  const auto room = make(record.session.task);
  if (!room) return std::unexpected{room.error()};
  const auto id = record.session.id;
  return decide(
      ports_, [&] { return ports_.store.find_session(id); },
      [&](const core::session_record& now) -> base::result<std::optional<core::change>> {
        if (!now.session.room_closed || core::ended(now.session)) return std::nullopt;
        return core::renew_room(now.session, *room, ports_.clock.now(), ports_.random);
      });
}

void session_rooms::record_who_comes(const core::session_record& record) {
  const auto& session = record.session;
  if (session.recording == core::recording_state::off) return;
  static_cast<void>(
      ports_.video.set_recording(session.room, session.recording, core::recorded_publishers(record)));
}

base::result<void> session_rooms::close(const core::session& session) {
  if (session.room_closed) return {};
  if (const auto closed = ports_.video.complete_room(session.room); !closed) return closed;
  const auto noted = decide(
      ports_, [&] { return ports_.store.find_session(session.id); },
      [](const core::session_record& now) -> base::result<std::optional<core::change>> {
        if (now.session.room_closed) return std::nullopt;
        return core::record_room_closed(now.session);
      });
  if (!noted) return std::unexpected{noted.error()};
  return {};
}

}  // namespace flex_video::server
