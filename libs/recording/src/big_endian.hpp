#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace flex_video::recording {

/// The number in the first `bytes` bytes, of which there must be as many; at most 4.
constexpr std::uint32_t number_at(std::span<const std::byte> from, std::size_t at, std::size_t bytes) {
  std::uint32_t number = 0;
  for (const auto each : from.subspan(at, bytes)) number = number << 8 | std::to_integer<std::uint32_t>(each);
  return number;
}

constexpr void append_number(std::vector<std::byte>& to, std::size_t number, unsigned bytes) {
  while (bytes-- > 0) to.push_back(static_cast<std::byte>(number >> 8 * bytes));
}

}  // namespace flex_video::recording
