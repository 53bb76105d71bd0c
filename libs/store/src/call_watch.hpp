#pragma once

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

namespace flex_video::store {

/// Cuts off the sockets of calls that take too long, so that whoever waits for an answer on one gets an error
/// instead: libpq's blocking calls have no deadline of their own, and a server that is stopped or beyond a
/// broken network keeps none of its own. Any thread.
class call_watch {
 public:
  using time_point = std::chrono::steady_clock::time_point;
  call_watch();
  call_watch(const call_watch&) = delete;
  call_watch& operator=(const call_watch&) = delete;
  ~call_watch();

  using ticket = std::multimap<time_point, int>::iterator;
  /// From now on `socket` is shut down at `deadline`. It may be closed only after end().
  ticket begin(int socket, time_point deadline);
  /// The socket is left alone from now on.
  void end(ticket call);

 private:
  void run();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::multimap<time_point, int> calls_;  ///< their sockets by their deadlines; -1 when cut off
  time_point next_look_ = time_point::max();
  bool over_ = false;
  std::thread thread_;  ///< last, since it uses the others
};

}  // namespace flex_video::store
