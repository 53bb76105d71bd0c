#pragma once

#include <chrono>
#include <functional>
#include <memory>

namespace flex_video::net {

/// The one thread that all sockets, timers and handlers run on.
class event_loop {
 public:
  event_loop();
  ~event_loop();
  event_loop(const event_loop&) = delete;
  event_loop& operator=(const event_loop&) = delete;

  /// Runs until stop() was called, or nothing is left to wait for. Call from one thread only.
  void run();
  /// Makes run() return soon. Any thread.
  void stop();
  /// Runs `task` on the loop, later. Any thread.
  void post(std::function<void()> task);

  /// A timer that fires once; destroying it cancels. Loop thread only.
  class timer {
   public:
    virtual ~timer() = default;
  };
  /// Runs `task` on the loop after `delay`, unless the returned timer is destroyed before.
  [[nodiscard]] std::unique_ptr<timer> after(std::chrono::milliseconds delay, std::function<void()> task);

  /// Calls `task` once on the loop at SIGINT or SIGTERM; a second such signal ends the program at once.
  void on_interrupt(std::function<void()> task);

  struct impl;
  impl& implementation() { return *impl_; }

 private:
  std::unique_ptr<impl> impl_;
};

}  // namespace flex_video::net
