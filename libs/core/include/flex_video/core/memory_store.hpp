#pragma once

#include "flex_video/core/ports/customer_data.hpp"
#include "flex_video/core/ports/kept_rooms.hpp"
#include "flex_video/core/ports/session_feed.hpp"
#include "flex_video/core/ports/session_store.hpp"
#include "flex_video/core/ports/webhook_inbox.hpp"

#include <map>
#include <utility>
#include <vector>

namespace flex_video::core {

/// Keeps everything in memory, for the demo and for tests. One thread; never unavailable.
class memory_store final : public session_store,
                           public webhook_inbox,
                           public session_feed,
                           public kept_rooms,
                           public customer_data {
 public:
  base::result<void> commit(const change& change) override;

  base::result<session_record> find_session(const session_id& id) override;
  base::result<session_record> find_open_session(const conversation_sid& conversation) override;
  base::result<session_record> find_open_session_by_task(const task_sid& task) override;
  base::result<session_record> find_session_by_room(const room_sid& room) override;

  base::result<std::vector<session>> open_sessions(const std::optional<worker_sid>& worker) override;
  base::result<std::vector<session>> sessions_to_close(std::size_t most) override;
  base::result<std::vector<visit>> visits_of_device(const device_id& device) override;
  base::result<std::vector<event>> events_of(const session_id& session, unsigned after = 0) override;

  base::result<std::vector<still>> stills_of(const session_id& session) override;
  base::result<kept_still> find_still(const session_id& session, const still_id& id) override;

  base::result<void> note_room(const noted_room& room) override;
  base::result<std::vector<noted_room>> unsettled_rooms(base::time_point before, std::size_t most) override;
  base::result<row_counts> forget_sessions(base::time_point before, std::size_t most) override;

  base::result<bool> keep(const webhook& webhook) override;
  base::result<std::vector<webhook>> pending(std::size_t most) override;
  base::result<void> settle(const std::string& key) override;
  base::result<std::size_t> forget(base::time_point before) override;

  base::result<void> keep(const std::vector<kept_room>& changed) override;
  base::result<std::vector<std::string>> states() override;

  base::result<std::vector<kept_session>> gather(const data_subject& whose) override;
  base::result<erasure> erase(const data_subject& whose, base::time_point now,
                              const receipt_writer& write) override;
  base::result<base::time_point> find_erasure(const std::string& receipt) override;

  void listen(listener told) override { listener_ = std::move(told); }

  struct kept_webhook {
    core::webhook webhook;
    bool settled = false;

    friend bool operator==(const kept_webhook&, const kept_webhook&) = default;
  };
  struct rows {
    std::vector<session> sessions;  ///< in the order of writing, as all but the rooms are
    std::vector<visit> visits;
    std::vector<issued_invite> invites;
    std::vector<event> events;
    std::vector<kept_still> stills;
    std::vector<noted_room> rooms;  ///< the oldest first
    std::vector<kept_webhook> webhooks;
    std::map<room_sid, std::string> room_states;
    std::map<std::string, base::time_point> erasures;  ///< by their receipts

    friend bool operator==(const rows&, const rows&) = default;
  };
  /// Everything stored; valid until the next change.
  const rows& contents() const { return rows_; }

 private:
  bool fits(const session& session) const;
  bool fits(const visit& visit) const;
  void put(const issued_invite& invite);
  void put(event event);
  session_record gather(const session& session) const;
  std::vector<session> sessions_of(const data_subject& whose) const;
  row_counts erase(const session& session);
  std::size_t erase_further_rooms(const session& session);
  std::size_t erase_webhooks(const session& session);
  template <class Condition>
  base::result<session_record> find_last(Condition condition) const;

  rows rows_;
  std::map<session_id, unsigned> last_numbers_;
  listener listener_;
};

}  // namespace flex_video::core
