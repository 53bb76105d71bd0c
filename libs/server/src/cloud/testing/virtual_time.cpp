#include "cloud/testing/virtual_time.hpp"

#include <algorithm>
#include <thread>
#include <vector>

namespace flex_video::server::cloud::testing {

base::time_point virtual_time::now() const {
  const std::lock_guard lock{mutex_};
  return now_;
}

void virtual_time::wait(std::chrono::milliseconds time) {
  if (time <= time.zero()) return;
  std::unique_lock lock{mutex_};
  sleeper me{.until = now_ + time};
  sleepers_.push_back(&me);
  --running_;
  pass_if_all_wait();
  woken_.wait(lock, [&] { return me.awake; });
}

void virtual_time::run(int threads, const std::function<void(int)>& task) {
  running_ = threads;
  std::vector<std::jthread> all;
  for (int number = 0; number < threads; ++number) {
    all.emplace_back([this, number, &task] {
      task(number);
      const std::lock_guard lock{mutex_};
      --running_;
      pass_if_all_wait();
    });
  }
}

void virtual_time::pass_if_all_wait() {
  if (running_ > 0 || sleepers_.empty()) return;
  now_ = (*std::ranges::min_element(sleepers_, {}, &sleeper::until))->until;
  std::erase_if(sleepers_, [&](sleeper* one) {
    if (one->until > now_) return false;
    one->awake = true;
    ++running_;  // here, and not by the thread itself: time must not pass before it is up
    return true;
  });
  woken_.notify_all();
}

}  // namespace flex_video::server::cloud::testing
