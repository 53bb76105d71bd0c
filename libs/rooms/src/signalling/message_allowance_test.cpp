#include "signalling/message_allowance.hpp"

#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

using std::chrono::milliseconds;

struct message_allowance_of_three : testing::Test {
  base::manual_clock clock;
  message_allowance allowance{3, milliseconds{10}};

  bool take() { return allowance.take(clock.now()); }
  void spend() {
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(take());
  }
};

TEST_F(message_allowance_of_three, lets_so_many_pass_at_once) {
  spend();
  EXPECT_FALSE(take());
}

TEST_F(message_allowance_of_three, gives_one_back_in_each_pause) {
  spend();
  clock.advance(milliseconds{9});
  EXPECT_FALSE(take());
  clock.advance(milliseconds{1});
  EXPECT_TRUE(take());
  EXPECT_FALSE(take());
}

TEST_F(message_allowance_of_three, is_whole_after_a_silence_and_never_more) {
  spend();
  clock.advance(milliseconds{10'000});
  spend();
  EXPECT_FALSE(take());
}

TEST_F(message_allowance_of_three, lets_the_pace_pass_for_ever) {
  for (int i = 0; i < 100; ++i) {
    EXPECT_TRUE(take());
    clock.advance(milliseconds{10});
  }
}

}  // namespace
}  // namespace flex_video::rooms
