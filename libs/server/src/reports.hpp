#pragma once

#include "session_rooms.hpp"

#include "flex_video/base/result.hpp"
#include "flex_video/core/room_event.hpp"
#include "flex_video/server/options.hpp"
#include "flex_video/server/ports.hpp"

namespace flex_video::server {

/// Takes note of what others tell: the video provider of rooms, TaskRouter of tasks. Repeating a report is
/// harmless; one that could not be noted may be repeated.
class reports {
 public:
  reports(const ports& ports, const options& options, session_rooms& rooms)
      : ports_(ports), options_(options), rooms_(rooms) {}

  /// A room that is no session's is ignored. Refuses with store_errc::unavailable or conflict.
  base::result<void> room(const core::room_event& event);
  /// The task went to wrap-up, or was completed or cancelled: its session ends, unless the conversation has
  /// another task, to which the session will be handed over. A task without a session is ignored. Refuses
  /// as well with task_errc::unavailable.
  base::result<void> task_end(const core::task_sid& task);

 private:
  const ports& ports_;
  const options& options_;
  session_rooms& rooms_;
};

}  // namespace flex_video::server
