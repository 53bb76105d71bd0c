#pragma once

#include <array>
#include <cstdint>
#include <random>
#include <string_view>

namespace flex_video::net {

/// Names requests, so that an answer, its line in the log, and what else is written about it can be brought
/// together. Not secret, and nothing depends on its being unique beyond the log.
class request_ids {
 public:
  using id = std::array<char, 16>;

  request_ids() : request_ids(std::random_device{}()) {}
  /// `start` tells this process from others.
  explicit request_ids(std::uint32_t start) : high_(start) {}

  id next() {
    constexpr std::string_view digits = "0123456789abcdef";
    id made{};
    auto bits = std::uint64_t{high_} << 32 | ++low_;
    for (auto at = made.rbegin(); at != made.rend(); ++at, bits >>= 4) *at = digits[bits & 15];
    return made;
  }

 private:
  std::uint32_t high_;
  std::uint32_t low_ = 0;
};

inline std::string_view text_of(const request_ids::id& id) { return {id.data(), id.size()}; }

}  // namespace flex_video::net
