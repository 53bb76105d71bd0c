#pragma once

#include "flex_video/core/ports/customer_data.hpp"
#include "flex_video/core/ports/kept_rooms.hpp"
#include "flex_video/core/ports/session_feed.hpp"
#include "flex_video/core/ports/session_store.hpp"
#include "flex_video/core/ports/webhook_inbox.hpp"

#include <memory>

namespace flex_video::store {

class database;

/// Keeps everything in one SQL database; open_store() makes it. Any thread; calls block, within the limits
/// that it was opened with. After store_errc::unavailable from a call that writes, nobody knows whether it
/// was written: read again. Text with a zero byte in it can't be kept and is store_errc::unavailable, but in
/// a webhook's body.
class sql_store final : public core::session_store,
                        public core::webhook_inbox,
                        public core::session_feed,
                        public core::kept_rooms,
                        public core::customer_data {
 public:
  explicit sql_store(std::unique_ptr<database> database);
  /// Waits for no answer of the database. No call may be under way.
  ~sql_store() override;

  base::result<void> commit(const core::change& change) override;

  base::result<core::session_record> find_session(const core::session_id& id) override;
  base::result<core::session_record> find_open_session(const core::conversation_sid& conversation) override;
  base::result<core::session_record> find_open_session_by_task(const core::task_sid& task) override;
  base::result<core::session_record> find_session_by_room(const core::room_sid& room) override;

  base::result<std::vector<core::session>> open_sessions(
      const std::optional<core::worker_sid>& worker) override;
  base::result<std::vector<core::session>> sessions_to_close(std::size_t most) override;
  base::result<std::vector<core::visit>> visits_of_device(const core::device_id& device) override;
  base::result<std::vector<core::event>> events_of(const core::session_id& session,
                                                   unsigned after = 0) override;

  base::result<std::vector<core::still>> stills_of(const core::session_id& session) override;
  base::result<core::kept_still> find_still(const core::session_id& session,
                                            const core::still_id& id) override;

  base::result<void> note_room(const core::noted_room& room) override;
  base::result<std::vector<core::noted_room>> unsettled_rooms(base::time_point before,
                                                              std::size_t most) override;
  base::result<core::row_counts> forget_sessions(base::time_point before, std::size_t most) override;

  base::result<bool> keep(const core::webhook& webhook) override;
  base::result<std::vector<core::webhook>> pending(std::size_t most) override;
  base::result<void> settle(const std::string& key) override;
  base::result<std::size_t> forget(base::time_point before) override;

  base::result<void> keep(const std::vector<core::kept_room>& changed) override;
  base::result<std::vector<std::string>> states() override;

  base::result<std::vector<core::kept_session>> gather(const core::data_subject& whose) override;
  /// On SQLite nothing of it is in the file any more, nor in its log unless somebody reads just then; on
  /// PostgreSQL, it is for the server's VACUUM and its own log.
  base::result<core::erasure> erase(const core::data_subject& whose, base::time_point now,
                                    const receipt_writer& write) override;
  base::result<base::time_point> find_erasure(const std::string& receipt) override;

  /// On SQLite `told` is called by the thread that committed, of this store's commits alone. On PostgreSQL it
  /// is called by a thread of the store's, of the commits of every replica; of no session in particular when
  /// that thread begins to hear, and each time it hears again after the database was gone.
  void listen(listener told) override;

 private:
  std::unique_ptr<database> database_;
};

}  // namespace flex_video::store
