#include "web_message.hpp"

#include "iso_time.hpp"

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

TEST(iso_time, is_written_as_browsers_write_it) {
  EXPECT_EQ(iso_time(base::time_point{std::chrono::milliseconds{1'795'366'800'007}}),
            "2026-11-22T17:00:00.007Z");
  EXPECT_EQ(iso_time(base::time_point{}), "1970-01-01T00:00:00.000Z");
}

}  // namespace
}  // namespace flex_video::sandbox
