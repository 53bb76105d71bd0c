#include "flex_video/base/random.hpp"

#include <gtest/gtest.h>

#include <array>
#include <set>
#include <thread>
#include <vector>

namespace flex_video::base {
namespace {

using sixteen = std::array<std::byte, 16>;

TEST(system_random, never_hands_out_the_same_bytes_twice) {
  system_random random;
  std::set<sixteen> seen;
  for (int i = 0; i < 10'000; ++i) {
    sixteen bytes{};
    random.fill(bytes);
    EXPECT_TRUE(seen.insert(bytes).second);
  }
}

TEST(system_random, fills_more_than_it_keeps_in_stock) {
  system_random random;
  std::vector<std::byte> bytes(100'000);
  random.fill(bytes);
  std::array<std::size_t, 256> counts{};
  for (const auto byte : bytes) ++counts[std::to_integer<std::size_t>(byte)];
  // 390 of each are expected, with a standard deviation of 20.
  for (const auto count : counts) EXPECT_NEAR(static_cast<double>(count), 390, 200);
}

TEST(system_random, fills_nothing) {
  system_random random;
  random.fill({});
}

TEST(system_random, serves_several_threads) {
  system_random random;
  std::array<std::vector<sixteen>, 4> drawn;
  {
    std::vector<std::jthread> threads;
    for (auto& own : drawn) {
      threads.emplace_back([&random, &own] {
        own.resize(1'000);
        for (auto& bytes : own) random.fill(bytes);
      });
    }
  }
  std::set<sixteen> seen;
  for (const auto& own : drawn) seen.insert(own.begin(), own.end());
  EXPECT_EQ(seen.size(), 4'000u);
}

}  // namespace
}  // namespace flex_video::base
