#include "body_budget.hpp"

#include <gtest/gtest.h>

namespace flex_video::net {
namespace {

TEST(body_budget, lends_what_is_left_and_gets_it_back) {
  body_budget budget{10};
  auto first = budget.take(6);
  EXPECT_TRUE(first);
  EXPECT_FALSE(budget.take(5));
  auto second = budget.take(4);
  EXPECT_TRUE(second);
  first = {};
  EXPECT_FALSE(first);
  EXPECT_FALSE(budget.take(7));
  EXPECT_TRUE(budget.take(6));
}

TEST(body_budget, is_not_missed_by_a_lease_that_outlives_it) {
  body_budget::lease kept;
  {
    body_budget budget{10};
    kept = budget.take(10);
    const auto moved = std::move(kept);
    EXPECT_FALSE(budget.take(1));
    kept = {};
  }
  EXPECT_FALSE(kept);
}

}  // namespace
}  // namespace flex_video::net
