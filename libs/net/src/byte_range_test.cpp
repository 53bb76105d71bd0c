#include "byte_range.hpp"

#include <gtest/gtest.h>

namespace flex_video::net {
namespace {

using outcome = std::expected<std::optional<byte_range>, range_unsatisfiable>;

outcome range(std::uint64_t first, std::uint64_t length) {
  return byte_range{.first = first, .length = length};
}
const outcome passed_over{std::nullopt}, unsatisfiable{std::unexpected{range_unsatisfiable{}}};

TEST(byte_range, is_read_in_its_three_forms) {
  EXPECT_EQ(parse_range("bytes=0-0", 10), range(0, 1));
  EXPECT_EQ(parse_range("bytes=2-4", 10), range(2, 3));
  EXPECT_EQ(parse_range("Bytes=9-", 10), range(9, 1));
  EXPECT_EQ(parse_range("bytes=-3", 10), range(7, 3));
}

TEST(byte_range, ends_with_what_there_is) {
  EXPECT_EQ(parse_range("bytes=5-99", 10), range(5, 5));
  EXPECT_EQ(parse_range("bytes=-99", 10), range(0, 10));
  EXPECT_EQ(parse_range("bytes=0-18446744073709551615", 10), range(0, 10));
}

TEST(byte_range, is_unsatisfiable_where_nothing_is) {
  EXPECT_EQ(parse_range("bytes=10-", 10), unsatisfiable);
  EXPECT_EQ(parse_range("bytes=-0", 10), unsatisfiable);
  EXPECT_EQ(parse_range("bytes=0-1", 0), unsatisfiable);
  EXPECT_EQ(parse_range("bytes=-1", 0), unsatisfiable);
}

TEST(byte_range, is_passed_over_where_it_is_none) {
  for (const auto* const text :
       {"", "bytes=", "bytes=-", "bytes=4", "bytes=4-2", "bytes=a-b", "bytes=0-1,3-4", "bytes= 0-1",
        "lines=0-1", "bytes=18446744073709551616-", "bytes=--1"})
    EXPECT_EQ(parse_range(text, 10), passed_over) << text;
}

}  // namespace
}  // namespace flex_video::net
