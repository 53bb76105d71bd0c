#pragma once

#include <charconv>
#include <concepts>
#include <cstddef>
#include <limits>
#include <optional>
#include <string_view>

// The pieces of SDP's lines (RFC 8866 section 9).

namespace flex_video::rooms {

/// Cuts what precedes the first `separator` from `rest`, and the separator.
constexpr std::string_view take_token(std::string_view& rest, char separator = ' ') {
  const auto end = rest.find(separator);
  const auto token = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return token;
}

constexpr std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

/// Nothing but digits, and not more than fits.
template <std::unsigned_integral Number>
constexpr std::optional<Number> decimal(std::string_view digits) {
  Number number = 0;
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (failed != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

}  // namespace flex_video::rooms
