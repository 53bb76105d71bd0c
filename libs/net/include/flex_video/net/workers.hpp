#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace flex_video::net {

/// Threads for what blocks (SQL, calls to other services), so that the loop never does.
///
/// A server that was given them must be destroyed before them: a handler under way then finishes on its
/// worker, and those still queued are not called any more. What handlers touch, and the loop of the server,
/// must outlive the workers, or the end of their stop(): after that no handler runs.
class workers {
 public:
  /// `threads` and `queue`, how many tasks may wait for one, are at least 1. Throws std::system_error if a
  /// thread can't be had.
  workers(std::size_t threads, std::size_t queue);
  /// stop().
  ~workers();
  workers(const workers&) = delete;
  workers& operator=(const workers&) = delete;

  /// Runs `task`, which must not throw, on some worker. False, without running it ever, if the queue is full
  /// or stop() has begun. Any thread.
  bool post(std::function<void()> task);
  /// How many tasks wait for a thread. Any thread.
  std::size_t waiting() const;
  /// Finishes what is queued, and joins. For who must destroy what handlers touch before the server: once the
  /// loop has returned. Not on a worker; a second call does nothing.
  void stop();

 private:
  void work();

  const std::size_t limit_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> queue_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace flex_video::net
