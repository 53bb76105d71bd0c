#include "flex_video/net/workers.hpp"

#include <utility>

namespace flex_video::net {

workers::workers(std::size_t threads, std::size_t queue) : limit_(queue) {
  try {
    while (threads_.size() < threads) threads_.emplace_back([this] { work(); });
  } catch (...) {
    stop();
    throw;
  }
}

workers::~workers() { stop(); }

bool workers::post(std::function<void()> task) {
  {
    const std::lock_guard lock{mutex_};
    if (stopping_ || queue_.size() >= limit_) return false;
    queue_.push_back(std::move(task));
  }
  changed_.notify_one();
  return true;
}

std::size_t workers::waiting() const {
  const std::lock_guard lock{mutex_};
  return queue_.size();
}

void workers::work() {
  std::unique_lock lock{mutex_};
  while (true) {
    changed_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    if (queue_.empty()) return;
    auto task = std::move(queue_.front());
    queue_.pop_front();
    lock.unlock();
    task();
    task = nullptr;  // what it holds is let go before anybody else waits for the lock
    lock.lock();
  }
}

void workers::stop() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  changed_.notify_all();
  for (auto& thread : threads_) thread.join();
  threads_.clear();
}

}  // namespace flex_video::net
