#include "flex_video/wire/timestamp.hpp"

#include <gtest/gtest.h>

namespace flex_video::wire {
namespace {

base::time_point at(long long milliseconds) {
  return base::time_point{std::chrono::milliseconds{milliseconds}};
}

TEST(timestamp, is_utc_with_milliseconds) {
  EXPECT_EQ(iso8601(at(0)), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(iso8601(at(1'795'366'800'000)), "2026-11-22T17:00:00.000Z");
  EXPECT_EQ(iso8601(at(1'709'251'199'007)), "2024-02-29T23:59:59.007Z");
  EXPECT_EQ(iso8601(at(-1)), "1969-12-31T23:59:59.999Z");
}

}  // namespace
}  // namespace flex_video::wire
