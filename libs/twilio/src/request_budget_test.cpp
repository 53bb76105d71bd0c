#include "flex_video/twilio/request_budget.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <stdexcept>
#include <vector>

namespace flex_video::twilio {
namespace {

using namespace std::chrono_literals;

const base::time_point start{1'800'000'000s};

TEST(request_budget, lets_a_burst_of_the_limit_go_at_once) {
  request_budget budget{3};
  for (int i = 0; i < 3; ++i) EXPECT_EQ(budget.reserve(start, start + 10s), start);
  EXPECT_EQ(budget.reserve(start, start + 10s), start + 1s);
}

TEST(request_budget, serves_who_asked_first_first) {
  request_budget budget{1};
  EXPECT_EQ(budget.reserve(start, start + 10s), start);
  EXPECT_EQ(budget.reserve(start, start + 10s), start + 1s);
  EXPECT_EQ(budget.reserve(start + 999ms, start + 10s), start + 2s);
  EXPECT_EQ(budget.reserve(start + 5s, start + 10s), start + 5s);
}

TEST(request_budget, refuses_who_would_miss_the_deadline_and_counts_nothing) {
  request_budget budget{1};
  EXPECT_EQ(budget.reserve(start, start + 1ms), start);
  EXPECT_EQ(budget.reserve(start, start + 1s), std::nullopt);
  EXPECT_EQ(budget.reserve(start, start + 1001ms), start + 1s);
}

TEST(request_budget, does_not_wait_for_a_clock_that_was_set_back) {
  request_budget budget{2};
  budget.reserve(start, start + 10s);
  budget.reserve(start, start + 10s);
  const auto earlier = start - 1h;
  EXPECT_EQ(budget.reserve(earlier, earlier + 10s), earlier + 1s);
}

TEST(request_budget, needs_room_for_one) { EXPECT_THROW(request_budget{0}, std::invalid_argument); }

TEST(request_budget, holds_in_every_second_wherever_it_begins) {
  std::mt19937 random{7};
  for (int run = 0; run < 200; ++run) {
    const auto limit = std::uniform_int_distribution<std::size_t>{1, most_reads_per_second}(random);
    request_budget budget{limit};
    std::vector<base::time_point> sent;
    auto now = start;
    for (int i = 0; i < 400; ++i) {
      // bursts, pauses, and all between
      if (random() % 3 == 0) now += std::chrono::milliseconds{random() % 700};
      if (const auto at = budget.reserve(now, now + std::chrono::milliseconds{random() % 5'000})) {
        ASSERT_GE(*at, now);
        sent.push_back(*at);
      }
    }
    ASSERT_TRUE(std::ranges::is_sorted(sent));
    for (std::size_t i = limit; i < sent.size(); ++i) {
      ASSERT_GE(sent[i] - sent[i - limit], 1s) << "limit " << limit << ", request " << i;
    }
  }
}

TEST(request_budget, uses_up_what_the_limit_allows) {
  request_budget budget{10};
  std::size_t sent = 0;
  while (budget.reserve(start, start + 10s)) ++sent;
  EXPECT_EQ(sent, 100u);
}

}  // namespace
}  // namespace flex_video::twilio
