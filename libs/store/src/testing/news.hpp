#pragma once

#include "flex_video/core/ports/session_feed.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <vector>

namespace flex_video::store::testing {

/// What a feed told, for a test that waits for it. It outlives the store that tells.
class news {
 public:
  using item = std::optional<core::session_id>;

  core::session_feed::listener listener() {
    return [this](const item& told) {
      const std::lock_guard lock{mutex_};
      told_.push_back(told);
      changed_.notify_all();
    };
  }
  /// Whether `wanted` has been told as often, at once or soon.
  bool comes(const item& wanted, std::ptrdiff_t times = 1) {
    std::unique_lock lock{mutex_};
    return changed_.wait_for(lock, std::chrono::seconds{20},
                             [&] { return std::ranges::count(told_, wanted) >= times; });
  }
  std::vector<item> all() {
    const std::lock_guard lock{mutex_};
    return told_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<item> told_;
};

}  // namespace flex_video::store::testing
