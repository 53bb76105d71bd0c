#pragma once

#include "flex_video/base/result.hpp"
#include "flex_video/server/options.hpp"
#include "flex_video/server/ports.hpp"

namespace flex_video::server {

/// The video rooms of sessions: none is asked for that could be forgotten, and none admits anybody by tokens
/// of an earlier session.
class session_rooms {
 public:
  session_rooms(const ports& ports, const options& options) : ports_(ports), options_(options) {}

  /// A room for a session of `task`, noted in the store until a session has it.
  base::result<core::room> make(const core::task_sid& task);
  /// The session, in a new room if it has not ended and the provider has closed its room.
  base::result<core::session_record> ensure_open(core::session_record record);
  /// Somebody is about to come into the session's call: if it is recorded, so are they, if they may be. Where
  /// the provider gives no answer they are not, which keeps nobody out.
  void record_who_comes(const core::session_record& record);
  /// Has the provider complete the room of a session that has ended, and stores that it did. Repeating it is
  /// harmless.
  base::result<void> close(const core::session& session);

 private:
  base::result<core::room> create(const core::task_sid& task);
  bool is_of_an_ended_session(const core::room& room);

  const ports& ports_;
  const options& options_;
};

}  // namespace flex_video::server
