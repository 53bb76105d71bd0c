#include "request_ids.hpp"

#include <gtest/gtest.h>

#include <string>

namespace flex_video::net {
namespace {

TEST(request_ids, count_behind_what_tells_the_process) {
  request_ids ids{0xdeadbeef};
  EXPECT_EQ(text_of(ids.next()), "deadbeef00000001");
  EXPECT_EQ(text_of(ids.next()), "deadbeef00000002");
  for (int i = 0; i < 253; ++i) ids.next();
  EXPECT_EQ(text_of(ids.next()), "deadbeef00000100");
}

TEST(request_ids, differ_between_processes) {
  const auto one = request_ids{}.next(), other = request_ids{}.next();
  EXPECT_NE(std::string{text_of(one)}, std::string{text_of(other)});
}

}  // namespace
}  // namespace flex_video::net
