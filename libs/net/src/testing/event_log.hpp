#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <utility>

namespace flex_video::net::testing {

/// What happened on the loop's thread, for a test that waits for it.
class event_log {
 public:
  void add(std::string event) {
    const std::lock_guard lock{mutex_};
    events_.push_back(std::move(event));
    changed_.notify_one();
  }

  /// The oldest event not taken yet; "nothing happened" after a time in which anything would have.
  std::string next() {
    std::unique_lock lock{mutex_};
    if (!changed_.wait_for(lock, std::chrono::seconds{20}, [&] { return !events_.empty(); }))
      return "nothing happened";
    auto event = std::move(events_.front());
    events_.pop_front();
    return event;
  }

  bool empty() const {
    const std::lock_guard lock{mutex_};
    return events_.empty();
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::string> events_;
};

}  // namespace flex_video::net::testing
