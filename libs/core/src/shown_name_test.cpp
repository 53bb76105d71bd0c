#include "shown_name.hpp"

#include <gtest/gtest.h>

namespace flex_video::core {
namespace {

using namespace std::string_literals;

TEST(shown_name, is_what_was_given) {
  EXPECT_EQ(shown_name("Zoë 王 👩‍💻", "Customer"), "Zoë 王 👩‍💻");
  EXPECT_EQ(shown_name("\"<b>\"", "Customer"), "\"<b>\"") << "pages escape what they show";
}

TEST(shown_name, is_the_fallback_when_there_is_nothing_to_show) {
  EXPECT_EQ(shown_name("", "Customer"), "Customer");
  EXPECT_EQ(shown_name("\x1b\0\n"s, "Customer"), "Customer");
}

TEST(shown_name, has_no_control_characters) {
  EXPECT_EQ(shown_name("a\0b\x1f\x7f c"s, "Customer"), "ab c");
  EXPECT_EQ(shown_name("a\xc2\x80\xc2\x9f\xc2\xa0z", "Customer"), "a\xc2\xa0z") << "C1 ends at U+009F";
}

TEST(shown_name, is_cut_after_a_hundred_characters_and_not_within_one) {
  std::string hundred;
  for (int i = 0; i < 100; ++i) hundred += "王";
  EXPECT_EQ(shown_name(hundred, "Customer"), hundred);
  EXPECT_EQ(shown_name(hundred + "x", "Customer"), hundred);
}

}  // namespace
}  // namespace flex_video::core
