#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string_view>

namespace flex_video::net {

/// Part of something: `first` is counted from 0.
struct byte_range {
  std::uint64_t first;
  std::uint64_t length;
  friend bool operator==(const byte_range&, const byte_range&) = default;
};

/// Nothing of what was asked for is there (416).
struct range_unsatisfiable {
  friend bool operator==(const range_unsatisfiable&, const range_unsatisfiable&) = default;
};

/// What a Range header asks for of `size` bytes (RFC 9110 section 14.2); nothing if that is to be passed
/// over: another unit than bytes, several ranges, or nonsense.
std::expected<std::optional<byte_range>, range_unsatisfiable> parse_range(std::string_view header,
                                                                          std::uint64_t size);

}  // namespace flex_video::net
