#include "nearest_name.hpp"

#include <gtest/gtest.h>

namespace flex_video::app {
namespace {

const std::vector<std::string> known{"FLEX_VIDEO_PORT", "FLEX_VIDEO_DATA", "policy.lobby"};

TEST(nearest_name, is_the_one_with_the_fewest_changes) {
  EXPECT_EQ(suggestion("FLEX_VIDEO_PROT", known), "; did you mean FLEX_VIDEO_PORT?");
  EXPECT_EQ(suggestion("FLEX_VIDEO_DTA", known), "; did you mean FLEX_VIDEO_DATA?");
  EXPECT_EQ(suggestion("lobby", {"policy.lobby", "lobbby"}), "; did you mean lobbby?");
}

TEST(nearest_name, is_nothing_when_more_than_a_third_would_change) {
  EXPECT_EQ(suggestion("policy.lXXXX", known), "; did you mean policy.lobby?");  // 4 of 12
  EXPECT_EQ(suggestion("policy.XXXXX", known), "");                              // 5 of 12
  EXPECT_EQ(suggestion("", known), "");
  EXPECT_EQ(suggestion("x", {}), "");
  EXPECT_EQ(suggestion(std::string(101, 'x'), {std::string(101, 'x')}), "");
}

}  // namespace
}  // namespace flex_video::app
