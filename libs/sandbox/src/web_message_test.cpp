#include "web_message.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flex_video::sandbox {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(form, is_decoded_field_by_field) {
  EXPECT_EQ(form_field("a=1&Token=x%2By+z&b", "Token"), "x+y z");
  EXPECT_EQ(form_field("a=1&b", "b"), "");
  EXPECT_EQ(form_field("a=1", "c"), std::nullopt);
  EXPECT_EQ(form_field("", "a"), std::nullopt);
  EXPECT_EQ(form_field("a=%41%4a", "a"), "AJ");
}

TEST(form, leaves_broken_escapes_as_they_are) {
  EXPECT_EQ(form_field("a=%", "a"), "%");
  EXPECT_EQ(form_field("a=%4", "a"), "%4");
  EXPECT_EQ(form_field("a=%zz", "a"), "%zz");
}

TEST(path, falls_apart_at_its_slashes) {
  EXPECT_THAT(segments_of("/v1//Rooms/x/"), ElementsAre("v1", "Rooms", "x"));
  EXPECT_THAT(segments_of("/"), IsEmpty());
  EXPECT_THAT(segments_of(""), IsEmpty());
}

}  // namespace
}  // namespace flex_video::sandbox
