#include "connection_pool.hpp"

#include <utility>

namespace flex_video::store {

connection_pool::connection_pool(std::size_t most, opener open) : most_(most), open_(std::move(open)) {}

connection_pool::lease connection_pool::take(std::chrono::milliseconds within) {
  const auto asked = std::chrono::steady_clock::now();
  {
    std::unique_lock lock{mutex_};
    if (!freed_.wait_until(lock, asked + within, [this] { return taken_ < most_; }))
      throw no_connection{"every connection is in use"};
    ++taken_;
  }
  try {
    auto made = idle_or_new();
    made->begin_call(asked + 2 * within);
    return {*this, std::move(made)};
  } catch (...) {
    count_down();
    throw;
  }
}

std::unique_ptr<connection> connection_pool::idle_or_new() {
  {
    const std::lock_guard lock{mutex_};
    if (!idle_.empty()) {
      auto last = std::move(idle_.back());
      idle_.pop_back();
      return last;
    }
  }
  return open_();
}

void connection_pool::give_back(std::unique_ptr<connection> used) {
  used->end_call();
  // What broke one has most likely broken all: the next call must not meet another broken one.
  std::vector<std::unique_ptr<connection>> broken;
  {
    const std::lock_guard lock{mutex_};
    if (used->reusable()) {
      idle_.push_back(std::move(used));
    } else {
      broken.swap(idle_);
    }
  }
  count_down();
}

void connection_pool::count_down() {
  {
    const std::lock_guard lock{mutex_};
    --taken_;
  }
  freed_.notify_one();
}

}  // namespace flex_video::store
