#include "call_watch.hpp"

#include <sys/socket.h>

#include <utility>

namespace flex_video::store {

call_watch::call_watch() : thread_([this] { run(); }) {}

call_watch::~call_watch() {
  {
    const std::lock_guard lock{mutex_};
    over_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

call_watch::ticket call_watch::begin(int socket, time_point deadline) {
  const std::lock_guard lock{mutex_};
  const auto begun = calls_.emplace(deadline, socket);
  // Deadlines mostly come in order, so that the thread is woken once per deadline, not once per call.
  if (deadline < next_look_) changed_.notify_one();
  return begun;
}

void call_watch::end(ticket call) {
  const std::lock_guard lock{mutex_};
  calls_.erase(call);
}

void call_watch::run() {
  std::unique_lock lock{mutex_};
  while (!over_) {
    const auto now = std::chrono::steady_clock::now();
    auto call = calls_.begin();
    for (; call != calls_.end() && call->first <= now; ++call) {
      if (call->second >= 0) ::shutdown(std::exchange(call->second, -1), SHUT_RDWR);
    }
    next_look_ = call == calls_.end() ? time_point::max() : call->first;
    if (next_look_ == time_point::max()) {
      changed_.wait(lock);
    } else {
      changed_.wait_until(lock, next_look_);
    }
  }
}

}  // namespace flex_video::store
