#include "flex_video/net/workers.hpp"

#include "testing/event_log.hpp"

#include <gtest/gtest.h>

#include <future>
#include <memory>
#include <optional>
#include <thread>

namespace flex_video::net {
namespace {

/// A task that occupies its worker until it is let go.
class obstacle {
 public:
  std::function<void()> task() {
    return [this] {
      begun_.set_value();
      released_.get_future().wait();
    };
  }
  void await() { begun_.get_future().wait(); }
  void release() { released_.set_value(); }

 private:
  std::promise<void> begun_;
  std::promise<void> released_;
};

TEST(workers, run_tasks_on_threads_of_their_own) {
  workers crew{1, 1};
  std::promise<std::thread::id> where;
  ASSERT_TRUE(crew.post([&] { where.set_value(std::this_thread::get_id()); }));
  EXPECT_NE(where.get_future().get(), std::this_thread::get_id());
}

TEST(workers, run_as_many_tasks_at_once_as_there_are_threads) {
  obstacle first;
  obstacle second;
  workers crew{2, 2};
  ASSERT_TRUE(crew.post(first.task()));
  ASSERT_TRUE(crew.post(second.task()));
  first.await();
  second.await();
  first.release();
  second.release();
}

TEST(workers, refuse_what_the_queue_cannot_hold) {
  obstacle first;
  testing::event_log log;
  workers crew{1, 2};
  ASSERT_TRUE(crew.post(first.task()));
  first.await();
  EXPECT_TRUE(crew.post([&] { log.add("one"); }));
  EXPECT_TRUE(crew.post([&] { log.add("two"); }));
  EXPECT_FALSE(crew.post([&] { log.add("three"); }));
  EXPECT_EQ(crew.waiting(), 2u);
  first.release();
  EXPECT_EQ(log.next(), "one");
  EXPECT_EQ(log.next(), "two");
  EXPECT_TRUE(crew.post([&] { log.add("four"); }));
  EXPECT_EQ(log.next(), "four");
}

TEST(workers, finish_what_is_queued_before_they_end) {
  obstacle first;
  testing::event_log log;
  std::optional<workers> crew{std::in_place, 1, 2};
  ASSERT_TRUE(crew->post(first.task()));
  first.await();
  ASSERT_TRUE(crew->post([&] { log.add("one"); }));
  ASSERT_TRUE(crew->post([&] { log.add("two"); }));
  std::thread ending{[&] { crew.reset(); }};
  first.release();
  ending.join();
  EXPECT_EQ(log.next(), "one");
  EXPECT_EQ(log.next(), "two");
}

TEST(workers, take_nothing_once_they_are_stopped) {
  testing::event_log log;
  workers crew{1, 1};
  ASSERT_TRUE(crew.post([&] { log.add("one"); }));
  crew.stop();
  EXPECT_FALSE(log.empty());
  EXPECT_FALSE(crew.post([] {}));
  crew.stop();
}

TEST(workers, take_nothing_once_they_are_ending) {
  testing::event_log log;
  constexpr std::size_t more_than_fits_in_the_time = 10'000'000;
  {
    workers crew{1, more_than_fits_in_the_time};
    ASSERT_TRUE(crew.post([&] {
      std::size_t taken = 0;
      while (taken < more_than_fits_in_the_time && crew.post([] {})) ++taken;
      log.add(taken < more_than_fits_in_the_time ? "refused" : "never refused");
    }));
  }
  EXPECT_EQ(log.next(), "refused");
}

}  // namespace
}  // namespace flex_video::net
