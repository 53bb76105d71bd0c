#pragma once

#include "session_rooms.hpp"

#include "flex_video/base/result.hpp"
#include "flex_video/server/options.hpp"
#include "flex_video/server/ports.hpp"
#include "flex_video/server/sweep_tally.hpp"

#include <cstddef>
#include <optional>

namespace flex_video::server {

/// Finds what no request and no report will put right: calls that lasted long enough, rooms that stayed open,
/// rooms that nobody knows, and what lost reports would have told. Everything it does may be done by several
/// replicas at once.
class sweeper {
 public:
  sweeper(const ports& ports, const options& options, session_rooms& rooms)
      : ports_(ports), options_(options), rooms_(rooms) {}

  /// One round. What fails is left to the next, and counted. One thread at a time.
  sweep_tally sweep();

 private:
  void end_overdue(const std::vector<core::session>& open, sweep_tally& tally);
  void close_rooms(sweep_tally& tally);
  void settle_rooms(sweep_tally& tally);
  void forget_sessions(sweep_tally& tally);
  void look_into_rooms(const std::vector<core::session>& open, sweep_tally& tally);
  base::result<void> settle(const core::noted_room& noted);
  base::result<bool> reconcile(const core::session& session);

  const ports& ports_;
  const options& options_;
  session_rooms& rooms_;
  std::optional<core::session_id> looked_into_;  ///< the last room's; the next round goes on behind it
};

}  // namespace flex_video::server
