#pragma once

#include "flex_video/base/result.hpp"
#include "flex_video/core/event.hpp"
#include "flex_video/core/ids.hpp"
#include "flex_video/core/ports/video_provider.hpp"
#include "flex_video/core/retention.hpp"
#include "flex_video/core/session_record.hpp"
#include "flex_video/core/still.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace flex_video::core {

/// A room that was asked for, and of which it is not known that a session has it.
struct noted_room {
  std::string unique_name;
  base::time_point noted_at;

  friend bool operator==(const noted_room&, const noted_room&) = default;
};

/// What one decision changes. A session or visit of version 0 is new; any other replaces the stored row of
/// exactly that version. Invites have no version: they are written together with their session, which has.
struct change {
  std::optional<core::session> session = std::nullopt;
  std::vector<visit> visits = {};
  std::vector<issued_invite> invites = {};  ///< new, or in place of the one with the same ordinal
  std::vector<event> events = {};           ///< their numbers are the store's to give
  std::vector<kept_still> stills = {};      ///< new; their session is written with them, which counts them
  /// A room that is no longer only asked for, see session_store::note_room(). If it was noted anew since that
  /// time, somebody else has asked for it again, and it stays noted.
  std::optional<noted_room> settled_room = std::nullopt;
  /// Identities that the provider has to put out of the session's room, once this is stored. Not stored: when
  /// it is lost, the sweeper finds out by itself.
  std::vector<std::string> expelled = {};
  /// Who hears and sees whom: the provider has to be told, or told again. Not stored either.
  std::optional<std::vector<audience>> audiences = std::nullopt;
};

/// Makes of `record` what is stored of its session once `change` is; versions and events' numbers are left
/// out.
void apply(session_record& record, const change& change);

/// Where sessions, visits and events are kept. Every answer may be store_errc::unavailable. Any thread,
/// unless the implementation says otherwise; calls may block.
class session_store {
 public:
  virtual ~session_store() = default;

  /// Writes all of `change` or nothing, durably; each session and visit written is then one version further,
  /// and each event has the next number of its session. Refuses with store_errc::conflict if a row is not at
  /// the version it was read at, if an id exists already, or if the session is not ended and its conversation
  /// has another session that is not: read again and decide again.
  virtual base::result<void> commit(const change& change) = 0;

  // Each finder answers store_errc::not_found if there is none.
  virtual base::result<session_record> find_session(const session_id& id) = 0;
  /// The session of a conversation that has not ended.
  virtual base::result<session_record> find_open_session(const conversation_sid& conversation) = 0;
  /// The session of a task that has not ended.
  virtual base::result<session_record> find_open_session_by_task(const task_sid& task) = 0;
  /// The session that was started last of those that meet in `room`.
  virtual base::result<session_record> find_session_by_room(const room_sid& room) = 0;

  // Each list is in the order of writing, and empty if there are none.
  /// Sessions that have not ended, of one worker or of all.
  virtual base::result<std::vector<session>> open_sessions(const std::optional<worker_sid>& worker) = 0;
  /// Sessions that have ended while their room may still be open; at most `most`.
  virtual base::result<std::vector<session>> sessions_to_close(std::size_t most) = 0;
  virtual base::result<std::vector<visit>> visits_of_device(const device_id& device) = 0;
  /// The events of a session with a greater number than `after`.
  virtual base::result<std::vector<event>> events_of(const session_id& session, unsigned after = 0) = 0;

  /// What is known of the session's pictures.
  virtual base::result<std::vector<still>> stills_of(const session_id& session) = 0;
  /// One of the session's pictures: store_errc::not_found if it has none such.
  virtual base::result<kept_still> find_still(const session_id& session, const still_id& id) = 0;

  /// Writes down that a room of this name is about to be asked for, durably, so that a crash in between
  /// leaves no room that nobody knows. A name that is noted already is noted at the later time.
  virtual base::result<void> note_room(const noted_room& room) = 0;
  /// The rooms noted before `before` and not settled since; at most `most`, the oldest first.
  virtual base::result<std::vector<noted_room>> unsettled_rooms(base::time_point before,
                                                                std::size_t most) = 0;

  /// Deletes sessions that ended before `before` and are deletable(), with all that belongs to them and their
  /// rooms' rows; at most `most`, those that were started first, and no more than deleted_at_once(). Returns
  /// what was deleted, which two callers at once never count twice.
  virtual base::result<row_counts> forget_sessions(base::time_point before, std::size_t most) = 0;
};

enum class store_errc {
  not_found = 1,
  conflict,     ///< somebody else changed the state meanwhile
  unavailable,  ///< the database gave no answer
  in_use,       ///< a session that was to be erased has not ended, or its room may be open
};
std::error_code make_error_code(store_errc code);

}  // namespace flex_video::core

template <>
struct std::is_error_code_enum<flex_video::core::store_errc> : std::true_type {};
