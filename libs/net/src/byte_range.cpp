#include "byte_range.hpp"

#include "ascii.hpp"

#include <algorithm>
#include <charconv>

namespace flex_video::net {
namespace {

std::optional<std::uint64_t> number_of(std::string_view text) {
  std::uint64_t value = 0;
  const auto [read_to, error] = std::from_chars(text.begin(), text.end(), value);
  if (error != std::errc{} || read_to != text.end()) return std::nullopt;
  return value;
}

}  // namespace

std::expected<std::optional<byte_range>, range_unsatisfiable> parse_range(std::string_view header,
                                                                          std::uint64_t size) {
  constexpr std::string_view unit = "bytes=";
  if (header.size() <= unit.size() || !iequals(header.substr(0, unit.size()), unit)) return std::nullopt;
  const auto spec = header.substr(unit.size());
  const auto dash = spec.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto before = spec.substr(0, dash), behind = spec.substr(dash + 1);
  const auto first = number_of(before), last = number_of(behind);
  if ((!before.empty() && !first) || (!behind.empty() && !last) || (!first && !last)) return std::nullopt;
  if (!first) {  // so many bytes from the end
    const auto length = std::min(*last, size);
    if (length == 0) return std::unexpected{range_unsatisfiable{}};
    return byte_range{.first = size - length, .length = length};
  }
  if (last && *last < *first) return std::nullopt;
  if (*first >= size) return std::unexpected{range_unsatisfiable{}};
  const auto end = last ? std::min(*last, size - 1) : size - 1;
  return byte_range{.first = *first, .length = end - *first + 1};
}

}  // namespace flex_video::net
