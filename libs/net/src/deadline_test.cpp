#include "deadline.hpp"

#include <gtest/gtest.h>

namespace flex_video::net {
namespace {

using namespace std::chrono_literals;

constexpr steady_time start{1000s};

TEST(deadline, is_never_due_unless_armed) {
  deadline one;
  EXPECT_FALSE(one.take_due(start + 1000h));
}

TEST(deadline, is_due_once_when_its_time_came) {
  deadline one;
  one.arm(10ms, start);
  EXPECT_FALSE(one.take_due(start + 9ms));
  EXPECT_TRUE(one.take_due(start + 10ms));
  EXPECT_FALSE(one.take_due(start + 11ms));
}

TEST(deadline, moves_when_armed_again) {
  deadline one;
  one.arm(10ms, start);
  one.arm(10ms, start + 5ms);
  EXPECT_FALSE(one.take_due(start + 10ms));
  EXPECT_TRUE(one.take_due(start + 15ms));
}

TEST(deadline, is_off_when_disarmed) {
  deadline one;
  one.arm(10ms, start);
  one.disarm();
  EXPECT_FALSE(one.take_due(start + 1s));
}

TEST(pace, gives_each_stretch_its_time) {
  deadline limit;
  pace transfer{limit, 10ms, 100};
  transfer.start(start);
  transfer.advance(60, start + 5ms);
  transfer.advance(40, start + 9ms);
  EXPECT_FALSE(limit.take_due(start + 18ms));
  EXPECT_TRUE(limit.take_due(start + 19ms));
}

TEST(pace, gives_a_trickle_no_more) {
  deadline limit;
  pace transfer{limit, 10ms, 100};
  transfer.start(start);
  for (int i = 1; i < 10; ++i) transfer.advance(1, start + i * 1ms);
  EXPECT_TRUE(limit.take_due(start + 10ms));
}

TEST(liveness, asks_once_at_half_the_time) {
  liveness one{10s, start};
  EXPECT_EQ(one.check(start + 4999ms), liveness::verdict::alive);
  EXPECT_EQ(one.check(start + 5s), liveness::verdict::ask);
  EXPECT_EQ(one.check(start + 6s), liveness::verdict::alive);
}

TEST(liveness, is_lost_when_nothing_came) {
  liveness one{10s, start};
  EXPECT_EQ(one.check(start + 5s), liveness::verdict::ask);
  EXPECT_EQ(one.check(start + 9999ms), liveness::verdict::alive);
  EXPECT_EQ(one.check(start + 10s), liveness::verdict::lost);
}

TEST(liveness, starts_anew_when_heard) {
  liveness one{10s, start};
  EXPECT_EQ(one.check(start + 5s), liveness::verdict::ask);
  one.heard(start + 9s);
  EXPECT_EQ(one.check(start + 12s), liveness::verdict::alive);
  EXPECT_EQ(one.check(start + 14s), liveness::verdict::ask);
  EXPECT_EQ(one.check(start + 19s), liveness::verdict::lost);
}

}  // namespace
}  // namespace flex_video::net
