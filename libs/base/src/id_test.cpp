#include "flex_video/base/id.hpp"

#include "flex_video/base/sid.hpp"

#include <gtest/gtest.h>

namespace flex_video::base {
namespace {

using room_sid = sid<"RM">;
using thing_id = id<struct thing>;

TEST(sid, parses_two_letters_and_32_hex_digits_only) {
  EXPECT_TRUE(room_sid::parse("RM0123456789abcdef0123456789abcdef"));
  EXPECT_FALSE(room_sid::parse("PA0123456789abcdef0123456789abcdef"));
  EXPECT_FALSE(room_sid::parse("RM0123456789ABCDEF0123456789abcdef"));
  EXPECT_FALSE(room_sid::parse("RM0123456789abcdef0123456789abcde"));
  EXPECT_FALSE(room_sid::parse("RM0123456789abcdef0123456789abcdef0"));
  EXPECT_FALSE(room_sid::parse(""));
}

TEST(sid, generates_different_ones_that_parse) {
  system_random random;
  const auto a = room_sid::generate(random), b = room_sid::generate(random);
  EXPECT_NE(a, b);
  EXPECT_EQ(room_sid::parse(a.text()), a);
}

TEST(id, is_22_characters_and_comes_back) {
  system_random random;
  const auto a = thing_id::generate(random);
  EXPECT_EQ(a.str().size(), 22u);
  EXPECT_EQ(thing_id::parse(a.str()), a);
  EXPECT_NE(thing_id::generate(random), a);
}

TEST(id, refuses_other_lengths_and_characters) {
  EXPECT_FALSE(thing_id::parse(""));
  EXPECT_FALSE(thing_id::parse("AAAAAAAAAAAAAAAAAAAAA"));
  EXPECT_FALSE(thing_id::parse("AAAAAAAAAAAAAAAAAAAAAB")) << "stray bits";
  EXPECT_FALSE(thing_id::parse("AAAAAAAAAAAAAAAAAAAA*A"));
}

TEST(random, counting_source_repeats_from_run_to_run) {
  counting_random one, other;
  const auto first = thing_id::generate(one);
  EXPECT_EQ(first, thing_id::generate(other));
  EXPECT_NE(first, thing_id::generate(one));
}

}  // namespace
}  // namespace flex_video::base
