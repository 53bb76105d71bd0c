#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/base/result.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace flex_video::core {

enum class webhook_source { video, task_router };

/// A report that somebody sent us, its signature checked, kept until it is worked off.
struct webhook {
  std::string key;  ///< the same when it is sent again; at most 200 bytes
  webhook_source source;
  std::string body;  ///< as it came
  base::time_point received_at;

  friend bool operator==(const webhook&, const webhook&) = default;
};

/// Keeps webhooks between the answer to their sender and their effect. Threads and refusals as session_store.
class webhook_inbox {
 public:
  virtual ~webhook_inbox() = default;

  /// Durably. False if one with this key is there already, worked off or not; the first one stays.
  virtual base::result<bool> keep(const webhook& webhook) = 0;
  /// Those that are not worked off, the oldest first; at most `most`.
  virtual base::result<std::vector<webhook>> pending(std::size_t most) = 0;
  /// It has been worked off: its key is remembered, its body, which may hold the customer's number or
  /// address, is not.
  virtual base::result<void> settle(const std::string& key) = 0;
  /// Forgets the settled ones that came before `before`, keys and all. Returns how many.
  virtual base::result<std::size_t> forget(base::time_point before) = 0;
};

}  // namespace flex_video::core
