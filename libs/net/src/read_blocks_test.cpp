#include "read_blocks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace flex_video::net {
namespace {

TEST(read_blocks, lend_what_was_given_back) {
  read_blocks blocks;
  auto first = blocks.take();
  const auto* const known = first.get();
  blocks.give_back(std::move(first));
  EXPECT_EQ(blocks.spare(), 1u);
  EXPECT_EQ(blocks.take().get(), known);
  EXPECT_EQ(blocks.spare(), 0u);
}

TEST(read_blocks, keep_few_that_nobody_uses) {
  read_blocks blocks;
  std::vector<read_blocks::loan> lent;
  for (int i = 0; i < 100; ++i) lent.push_back(blocks.take());
  for (auto& each : lent) blocks.give_back(std::move(each));
  EXPECT_EQ(blocks.spare(), 16u);
}

TEST(read_blocks, tell_what_of_one_is_unread) {
  read_blocks blocks;
  const auto one = blocks.take();
  one->fill(3);
  std::copy_n("abc", 3, one->data());
  one->consume(1);
  EXPECT_EQ(one->unread(), "bc");
}

}  // namespace
}  // namespace flex_video::net
