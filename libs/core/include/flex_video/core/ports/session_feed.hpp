#pragma once

#include "flex_video/core/ids.hpp"

#include <functional>
#include <optional>

namespace flex_video::core {

/// Tells when there are new events, whoever wrote them: this process or another replica.
class session_feed {
 public:
  virtual ~session_feed() = default;

  /// The session that has new events; nothing when any may have, since word of some can have been lost.
  using listener = std::function<void(const std::optional<session_id>&)>;
  /// Calls `told` after each commit, on any thread, perhaps more often than there is news. Once, before
  /// the first commit; it must not block.
  virtual void listen(listener told) = 0;
};

}  // namespace flex_video::core
