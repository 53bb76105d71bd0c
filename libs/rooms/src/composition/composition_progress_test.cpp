#include "composition/composition_progress.hpp"

#include <gtest/gtest.h>

#include <string_view>

namespace flex_video::rooms {
namespace {

using namespace std::chrono_literals;

struct following_progress : testing::Test {
  composition_progress progress{10s};

  unsigned hear(std::string_view text) {
    progress.hear(std::as_bytes(std::span{text}));
    return progress.percent();
  }
};

TEST_F(following_progress, reads_how_far_it_is) {
  EXPECT_EQ(hear("frame=25\nout_time_us=1000000\nout_time=00:00:01.000000\nprogress=continue\n"), 10u);
  EXPECT_EQ(hear("out_time_us=25"), 10u);
  EXPECT_EQ(hear("50000\n"), 25u) << "in two pieces";
  EXPECT_EQ(hear("out_time_us=10010000\n"), 100u) << "no more than everything";
}

TEST_F(following_progress, never_goes_back) {
  hear("out_time_us=5000000\n");
  EXPECT_EQ(hear("out_time_us=4000000\n"), 50u);
}

TEST_F(following_progress, passes_over_what_is_no_time) {
  for (const auto* const line : {"out_time_us=N/A\n", "out_time_us=-9223372036854775808\n", "out_time_us=\n",
                                 "out_time_us=1000000x\n", "out_time_us=99999999999999999999\n", "\n", "=\n"})
    EXPECT_EQ(hear(line), 0u) << line;
  EXPECT_EQ(hear("out_time_us=0000000000000000000000000005000000" + std::string(300, '0') + "\n"), 0u);
  EXPECT_EQ(hear("out_time_us=1000000\n"), 10u) << "the line after";
}

TEST_F(following_progress, guesses_how_long_it_will_take) {
  EXPECT_FALSE(progress.remaining(5s));
  hear("out_time_us=2500000\n");
  EXPECT_EQ(progress.remaining(5s), 15s);
  hear("out_time_us=10000000\n");
  EXPECT_EQ(progress.remaining(20s), 0s);
}

TEST(following_no_progress, of_nothing_to_be_made) {
  composition_progress nothing{0s};
  constexpr std::string_view line = "out_time_us=1000000\n";
  nothing.hear(std::as_bytes(std::span{line}));
  EXPECT_EQ(nothing.percent(), 0u);
}

}  // namespace
}  // namespace flex_video::rooms
