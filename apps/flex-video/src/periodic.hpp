#pragma once

#include "flex_video/net/event_loop.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <utility>

namespace flex_video::app {

/// Runs a task on the loop again and again, `period` after it was done last, until destroyed. Loop thread
/// only, and not moved.
class periodic {
 public:
  periodic(net::event_loop& loop, std::chrono::milliseconds period, std::function<void()> task)
      : loop_(loop), period_(period), task_(std::move(task)) {
    schedule();
  }
  periodic(const periodic&) = delete;
  periodic& operator=(const periodic&) = delete;

 private:
  void schedule() {
    timer_ = loop_.after(period_, [this] {
      task_();
      schedule();
    });
  }

  net::event_loop& loop_;
  std::chrono::milliseconds period_;
  std::function<void()> task_;
  std::unique_ptr<net::event_loop::timer> timer_;
};

}  // namespace flex_video::app
