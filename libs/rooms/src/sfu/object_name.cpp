#include "sfu/object_name.hpp"

#include <charconv>

namespace flex_video::rooms {
namespace {

constexpr std::string_view kinds = "rtdspckihqo";

/// Takes a number and the separator behind it off `text`.
template <class Number>
std::optional<Number> take_number(std::string_view& text, char separator) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || (text.front() == '0' && end != text.data() + 1)) return {};
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (separator != '\0') {
    if (!text.starts_with(separator)) return {};
    text.remove_prefix(1);
  }
  return number;
}

}  // namespace

std::string to_string(const object_name& name) {
  auto text = std::to_string(name.router);
  text += '.';
  text += static_cast<char>(name.kind);
  text += '.';
  text += std::to_string(name.number);
  text += '.';
  text += std::to_string(name.stream);
  return text;
}

std::optional<object_name> parse_object_name(std::string_view text) {
  const auto router = take_number<std::uint64_t>(text, '.');
  if (!router || text.size() < 2 || !kinds.contains(text.front()) || text[1] != '.') return {};
  const auto kind = static_cast<object_kind>(text.front());
  text.remove_prefix(2);
  const auto number = take_number<std::uint32_t>(text, '.');
  if (!number) return {};
  const auto stream = take_number<std::uint16_t>(text, '\0');
  if (!stream || !text.empty()) return {};
  return object_name{.router = *router, .kind = kind, .number = *number, .stream = *stream};
}

}  // namespace flex_video::rooms
