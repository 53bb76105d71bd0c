#pragma once

#include "flex_video/core/ports/session_store.hpp"

#include <map>
#include <vector>

namespace flex_video::core {

/// Keeps everything in memory, for the demo and for tests. One thread; never unavailable.
class memory_store final : public session_store {
 public:
  base::result<void> commit(const change& change) override;

  base::result<session> find_session(const session_id& id) override;
  base::result<session> find_open_session(const conversation_sid& conversation) override;
  base::result<session> find_session_by_room(const room_sid& room) override;
  base::result<visit> find_visit(const visit_id& id) override;

  base::result<std::vector<visit>> visits_of(const session_id& session) override;
  base::result<std::vector<visit>> visits_of_device(const device_id& device) override;
  base::result<std::vector<event>> events_of(const session_id& session) override;

  struct rows {
    std::map<session_id, session> sessions;
    std::map<visit_id, visit> visits;
    std::vector<event> events;

    friend bool operator==(const rows&, const rows&) = default;
  };
  /// Everything stored; valid until the next commit.
  const rows& contents() const { return rows_; }

 private:
  bool fits(const session& session) const;
  bool fits(const visit& visit) const;
  void put(const session& session);
  void put(const visit& visit);

  rows rows_;
  std::map<conversation_sid, session_id> open_;
  std::map<room_sid, session_id> by_room_;
  std::map<session_id, std::vector<visit_id>> visits_by_session_;
  std::map<device_id, std::vector<visit_id>> visits_by_device_;
  std::map<session_id, std::vector<std::size_t>> events_by_session_;
};

}  // namespace flex_video::core
