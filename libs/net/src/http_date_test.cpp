#include "http_date.hpp"

#include <gtest/gtest.h>

namespace flex_video::net {
namespace {

TEST(http_date, writes_the_standards_example) {
  http_date date;
  EXPECT_EQ(date.text(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");
}

TEST(http_date, follows_the_time) {
  http_date date;
  date.text(784111777);
  EXPECT_EQ(date.text(784111778), "Sun, 06 Nov 1994 08:49:38 GMT");
  EXPECT_EQ(date.text(0), "Thu, 01 Jan 1970 00:00:00 GMT");
}

}  // namespace
}  // namespace flex_video::net
