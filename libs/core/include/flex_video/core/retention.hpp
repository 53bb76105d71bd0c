#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/core/policy.hpp"
#include "flex_video/core/ports/webhook_inbox.hpp"
#include "flex_video/core/session.hpp"
#include "flex_video/core/spelling.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

/// Which sessions have been kept long enough, and what goes with them.
namespace flex_video::core {

/// What of a call is kept, each in rows of its own.
enum class kept_row { session, visit, invite, event, still, room, webhook };

template <>
struct spelling<kept_row> {
  using enum kept_row;
  static constexpr spelled<kept_row> values[]{{session, "session"}, {visit, "visit"}, {invite, "invite"},
                                              {event, "event"},     {still, "still"}, {room, "room"},
                                              {webhook, "webhook"}};
};

/// How many rows of each kind.
class row_counts {
 public:
  std::size_t& operator[](kept_row kind) { return counts_.at(static_cast<std::size_t>(kind)); }
  std::size_t operator[](kept_row kind) const { return counts_.at(static_cast<std::size_t>(kind)); }
  row_counts& operator+=(const row_counts& more);

  friend bool operator==(const row_counts&, const row_counts&) = default;

 private:
  std::array<std::size_t, std::size(spelling<kept_row>::values)> counts_{};
};

/// Whether a session may be deleted: it has ended, and its room is closed, which the sweeper knows of by it
/// alone.
inline bool deletable(const session& session) { return ended(session) && session.room_closed; }

/// Sessions that ended before this time have been kept long enough; nothing where they are kept for good.
std::optional<base::time_point> kept_long_enough(const policy& policy, base::time_point now);

/// How many of `due`, from the first on, are deleted in one transaction: pictures are large, and whoever
/// writes meanwhile waits. As many as have most_stills together, and one at least, unless there is none.
std::size_t deleted_at_once(const std::vector<session>& due);

/// Whether a webhook is about the session's conversation, task or room. SIDs stand in any body as they are,
/// and a room's in the key of its callbacks.
bool concerns(const webhook& webhook, const session& session);

}  // namespace flex_video::core
