#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/server/twilio_cloud.hpp"

#include <condition_variable>
#include <functional>
#include <list>
#include <mutex>

namespace flex_video::server::cloud::testing {

/// Time for several threads that passes only when all of them wait, and then at once to the moment that the
/// first of them waits for: minutes of waiting take milliseconds, and every wait ends exactly on time.
class virtual_time final : public base::clock, public waiter {
 public:
  base::time_point now() const override;
  /// Only from a thread of run().
  void wait(std::chrono::milliseconds time) override;

  /// Runs `task` with the numbers 0 to threads - 1, each on a thread of its own, and waits for them all.
  void run(int threads, const std::function<void(int)>& task);

 private:
  struct sleeper {
    base::time_point until;
    bool awake = false;
  };

  void pass_if_all_wait();

  mutable std::mutex mutex_;
  std::condition_variable woken_;
  base::time_point now_{std::chrono::seconds{1'800'000'000}};
  int running_ = 0;
  std::list<sleeper*> sleepers_;
};

}  // namespace flex_video::server::cloud::testing
