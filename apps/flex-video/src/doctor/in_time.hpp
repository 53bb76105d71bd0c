#pragma once

#include <chrono>
#include <future>
#include <memory>
#include <optional>
#include <thread>
#include <utility>

namespace flex_video::app::doctor {

/// What `work` returns, or throws; nothing if it is not done after `limit`. Its thread is left behind then,
/// so `work` must own all it touches, and the process must end by std::_Exit().
template <class Work>
auto in_time(std::chrono::milliseconds limit, Work work) -> std::optional<decltype(work())> {
  auto task = std::make_shared<std::packaged_task<decltype(work())()>>(std::move(work));
  auto done = task->get_future();
  std::thread worker{[task] { (*task)(); }};
  if (done.wait_for(limit) == std::future_status::timeout) {
    worker.detach();
    return std::nullopt;
  }
  worker.join();  // what libraries keep for a thread goes with it
  return done.get();
}

}  // namespace flex_video::app::doctor
