#include "rate_limiter.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

namespace flex_video::server {
namespace {

using namespace std::chrono_literals;

class rate_limiter_at : public testing::Test {
 protected:
  base::manual_clock clock_;
};

TEST_F(rate_limiter_at, the_burst_lets_exactly_so_many_through) {
  rate_limiter limiter{{.burst = 3, .per_minute = 60}, clock_};
  for (int i = 0; i < 3; ++i) EXPECT_EQ(limiter.check("a"), std::nullopt);
  EXPECT_EQ(limiter.check("a"), 1s);
}

TEST_F(rate_limiter_at, one_token_s_time_lets_one_more_through_and_not_a_millisecond_before) {
  rate_limiter limiter{{.burst = 3, .per_minute = 60}, clock_};
  for (int i = 0; i < 3; ++i) limiter.check("a");
  clock_.advance(999ms);
  EXPECT_EQ(limiter.check("a"), 1s);
  clock_.advance(1ms);
  EXPECT_EQ(limiter.check("a"), std::nullopt);
  EXPECT_EQ(limiter.check("a"), 1s);
}

TEST_F(rate_limiter_at, the_wait_is_rounded_up_and_is_long_enough) {
  rate_limiter limiter{{.burst = 1, .per_minute = 7}, clock_};  // one in 8.57 s
  EXPECT_EQ(limiter.check("a"), std::nullopt);
  EXPECT_EQ(limiter.check("a"), 9s);
  clock_.advance(8571ms);
  EXPECT_EQ(limiter.check("a"), 1s);
  clock_.advance(1s);
  EXPECT_EQ(limiter.check("a"), std::nullopt);
}

TEST_F(rate_limiter_at, the_long_run_lets_no_more_through_than_per_minute) {
  rate_limiter limiter{{.burst = 5, .per_minute = 7}, clock_};
  int passed = 0;
  for (int second = 0; second < 600; ++second, clock_.advance(1s)) {
    for (int i = 0; i < 3; ++i) passed += limiter.check("a") ? 0 : 1;
  }
  EXPECT_EQ(passed, 5 + 69);  // ten minutes of 7, the last of which is not over
}

TEST_F(rate_limiter_at, who_is_told_to_wait_has_spent_nothing) {
  rate_limiter limiter{{.burst = 1, .per_minute = 60}, clock_};
  EXPECT_EQ(limiter.check("a"), std::nullopt);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(limiter.check("a"), 1s);
  clock_.advance(1s);
  EXPECT_EQ(limiter.check("a"), std::nullopt);
}

TEST_F(rate_limiter_at, nobody_saves_up_more_than_the_burst) {
  rate_limiter limiter{{.burst = 2, .per_minute = 60}, clock_};
  limiter.check("a");
  clock_.advance(24h);
  EXPECT_EQ(limiter.check("a"), std::nullopt);
  EXPECT_EQ(limiter.check("a"), std::nullopt);
  EXPECT_EQ(limiter.check("a"), 1s);
}

TEST_F(rate_limiter_at, callers_do_not_spend_each_other_s_tokens) {
  rate_limiter limiter{{.burst = 1, .per_minute = 60}, clock_};
  EXPECT_EQ(limiter.check("a"), std::nullopt);
  EXPECT_EQ(limiter.check("b"), std::nullopt);
  EXPECT_EQ(limiter.check("a"), 1s);
}

TEST_F(rate_limiter_at, a_full_bucket_is_not_kept) {
  rate_limiter limiter{{.burst = 2, .per_minute = 60}, clock_};
  limiter.check("a");
  limiter.check("b");
  EXPECT_EQ(limiter.size(), 2u);
  clock_.advance(999ms);
  limiter.check("c");
  EXPECT_EQ(limiter.size(), 3u);
  clock_.advance(1ms);
  limiter.check("c");
  EXPECT_EQ(limiter.size(), 1u);
}

TEST_F(rate_limiter_at, capacity_forgets_who_came_least_recently) {
  rate_limiter limiter{{.burst = 1, .per_minute = 60}, clock_, 2};
  limiter.check("a");
  limiter.check("b");
  EXPECT_EQ(limiter.check("a"), 1s);  // has come again, though in vain
  limiter.check("c");
  EXPECT_EQ(limiter.size(), 2u);
  EXPECT_EQ(limiter.check("a"), 1s);
  EXPECT_EQ(limiter.check("b"), std::nullopt);
}

TEST_F(rate_limiter_at, a_clock_set_back_locks_nobody_out_for_longer_than_an_empty_bucket) {
  rate_limiter limiter{{.burst = 2, .per_minute = 60}, clock_};
  limiter.check("a");
  clock_.advance(-24h);
  EXPECT_EQ(limiter.check("a"), 1s);
  clock_.advance(1s);
  EXPECT_EQ(limiter.check("a"), std::nullopt);
}

TEST_F(rate_limiter_at, zero_is_refused) {
  EXPECT_THROW((rate_limiter{{.burst = 0, .per_minute = 1}, clock_}), std::invalid_argument);
  EXPECT_THROW((rate_limiter{{.burst = 1, .per_minute = 0}, clock_}), std::invalid_argument);
  EXPECT_THROW((rate_limiter{{.burst = 1, .per_minute = 1}, clock_, 0}), std::invalid_argument);
}

TEST_F(rate_limiter_at, threads_together_get_no_more_than_the_burst) {
  rate_limiter limiter{{.burst = 100, .per_minute = 60}, clock_};
  std::atomic<int> passed = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        for (int n = 0; n < 100; ++n) passed += limiter.check("a") ? 0 : 1;
      });
    }
  }
  EXPECT_EQ(passed, 100);
}

TEST(caller_at, counts_ipv4_by_address_and_ipv6_by_its_64) {
  EXPECT_EQ(caller_at("203.0.113.7"), "203.0.113.7");
  EXPECT_EQ(caller_at("::ffff:203.0.113.7"), "203.0.113.7");
  EXPECT_EQ(caller_at("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
  EXPECT_EQ(caller_at("2001:DB8:1:2::"), "2001:db8:1:2::/64");
  EXPECT_EQ(caller_at("2001:db8:1:3::6"), "2001:db8:1:3::/64");
  EXPECT_EQ(caller_at("fe80::1%eth0"), "fe80::/64");
}

TEST(caller_at, counts_what_is_no_address_as_one_caller) {
  for (const auto* text : {"", "localhost", "203.0.113", "203.0.113.7:80", "[::1]", "::g"}) {
    EXPECT_EQ(caller_at(text), "unknown") << text;
  }
}

}  // namespace
}  // namespace flex_video::server
