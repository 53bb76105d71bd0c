#pragma once

#include "flex_video/core/ports/kept_rooms.hpp"

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace flex_video::app {

/// Brings what changes in our rooms to the store, the last state of each room at a time. Any thread.
class room_keeper {
 public:
  /// `store` must outlive this.
  explicit room_keeper(core::kept_rooms& store) : store_(store) {}

  /// True if there is something to be kept.
  bool add(std::vector<core::kept_room> changes);

  /// Keeps what was added; what the store refuses stays for the next call. Blocks; one call at a time.
  base::result<void> keep();

 private:
  core::kept_rooms& store_;
  std::mutex mutex_;
  std::map<core::room_sid, std::optional<std::string>> waiting_;
};

}  // namespace flex_video::app
