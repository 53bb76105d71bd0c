#include "flex_video/net/event_loop.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <signal.h>
#include <thread>
#include <vector>

namespace flex_video::net {
namespace {

using namespace std::chrono_literals;

TEST(event_loop, runs_what_is_posted_in_order_and_returns) {
  event_loop loop;
  std::vector<int> order;
  loop.post([&] {
    order.push_back(1);
    loop.post([&] { order.push_back(3); });
  });
  loop.post([&] { order.push_back(2); });
  loop.run();
  EXPECT_EQ(order, (std::vector{1, 2, 3}));
}

TEST(event_loop, runs_timers_in_the_order_of_their_times) {
  event_loop loop;
  std::vector<int> order;
  const auto late = loop.after(200ms, [&] { order.push_back(2); });
  const auto early = loop.after(1ms, [&] { order.push_back(1); });
  loop.run();
  EXPECT_EQ(order, (std::vector{1, 2}));
}

TEST(event_loop, forgets_a_timer_that_is_destroyed) {
  event_loop loop;
  bool fired = false;
  auto timer = loop.after(1ms, [&] { fired = true; });
  timer.reset();
  loop.run();
  EXPECT_FALSE(fired);
}

TEST(event_loop, forgets_a_timer_destroyed_when_it_is_due) {
  event_loop loop;
  bool fired = false;
  std::unique_ptr<event_loop::timer> second;
  const auto first = loop.after(0ms, [&] { second.reset(); });
  second = loop.after(0ms, [&] { fired = true; });
  loop.run();
  EXPECT_FALSE(fired);
}

TEST(event_loop, lets_a_timer_destroy_itself) {
  event_loop loop;
  std::unique_ptr<event_loop::timer> timer;
  bool fired = false;
  timer = loop.after(0ms, [&] {
    timer.reset();
    fired = true;
  });
  loop.run();
  EXPECT_TRUE(fired);
}

TEST(event_loop, stops_from_another_thread_and_runs_again) {
  event_loop loop;
  const auto forever = loop.after(1h, [] {});
  std::thread other{[&] { loop.post([&] { loop.stop(); }); }};
  loop.run();
  other.join();
  bool ran = false;
  loop.post([&] {
    ran = true;
    loop.stop();
  });
  loop.run();
  EXPECT_TRUE(ran);
}

TEST(event_loop, hears_the_signals_that_end_a_program) {
  for (const int signal : {SIGINT, SIGTERM}) {
    event_loop loop;
    int times = 0;
    loop.on_interrupt([&] { ++times; });
    loop.post([&] { std::raise(signal); });
    loop.run();
    EXPECT_EQ(times, 1) << signal;
    struct sigaction after{};
    sigaction(signal, nullptr, &after);
    EXPECT_EQ(after.sa_handler, SIG_DFL) << "a second signal ends the program";
  }
}

}  // namespace
}  // namespace flex_video::net
