#pragma once

#include "flex_video/core/ports/session_store.hpp"
#include "flex_video/server/metrics.hpp"

namespace flex_video::server {

/// A session store whose calls are timed, and from whose events the funnel is counted: each event is
/// committed once, whichever replica and whichever request it was. Both references must outlive this. Threads
/// and refusals are those of the store behind it.
class measured_store final : public core::session_store {
 public:
  measured_store(core::session_store& store, metrics& counts) : store_(store), counts_(counts) {}

  base::result<void> commit(const core::change& change) override;
  base::result<core::session_record> find_session(const core::session_id& id) override;
  base::result<core::session_record> find_open_session(const core::conversation_sid& conversation) override;
  base::result<core::session_record> find_open_session_by_task(const core::task_sid& task) override;
  base::result<core::session_record> find_session_by_room(const core::room_sid& room) override;
  base::result<std::vector<core::session>> open_sessions(
      const std::optional<core::worker_sid>& worker) override;
  base::result<std::vector<core::session>> sessions_to_close(std::size_t most) override;
  base::result<std::vector<core::visit>> visits_of_device(const core::device_id& device) override;
  base::result<std::vector<core::event>> events_of(const core::session_id& session, unsigned after) override;
  base::result<std::vector<core::still>> stills_of(const core::session_id& session) override;
  base::result<core::kept_still> find_still(const core::session_id& session,
                                            const core::still_id& id) override;
  base::result<void> note_room(const core::noted_room& room) override;
  base::result<std::vector<core::noted_room>> unsettled_rooms(base::time_point before,
                                                              std::size_t most) override;
  base::result<core::row_counts> forget_sessions(base::time_point before, std::size_t most) override;

 private:
  core::session_store& store_;
  metrics& counts_;
};

}  // namespace flex_video::server
