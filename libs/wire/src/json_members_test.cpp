#include "json_members.hpp"

#include "shapes.hpp"

#include <gtest/gtest.h>

namespace flex_video::wire {
namespace {

json_member member(const std::string& value) { return read_members("{\"x\":" + value + "}").value().front(); }

TEST(json_members, keep_each_value_as_what_it_is) {
  EXPECT_EQ(member("\"7\"").text, "7");
  EXPECT_FALSE(member("\"7\"").number);
  EXPECT_EQ(member("7").number, 7u);
  EXPECT_FALSE(member("7").text);
  EXPECT_EQ(member("18446744073709551615").number, 18446744073709551615u);
  EXPECT_EQ(member("false").flag, false);
  EXPECT_FALSE(member("0").flag);
  EXPECT_FALSE(member("\"true\"").flag);
}

TEST(json_members, know_no_number_that_is_not_whole_or_below_zero) {
  for (const auto* value : {"-1", "1.0", "1e1", "null", "[1]", "{\"y\":1}", "18446744073709551616"})
    EXPECT_FALSE(member(value).number) << value;
}

TEST(json_members, do_not_take_what_is_nested_for_their_own) {
  EXPECT_FALSE(member("[true,1,\"a\"]").flag);
  EXPECT_FALSE(member("[true,1,\"a\"]").text);
}

TEST(json_members, are_flags_only_as_true_and_false) {
  EXPECT_EQ(shape<bool>::read(member("true")), true);
  EXPECT_EQ(shape<bool>::read(member("1")), std::nullopt);
  EXPECT_EQ(shape<bool>::read(member("\"true\"")), std::nullopt);
}

}  // namespace
}  // namespace flex_video::wire
