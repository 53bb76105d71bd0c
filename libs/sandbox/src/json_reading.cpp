#include "json_reading.hpp"

#include <boost/json/parse.hpp>

#include <charconv>

namespace flex_video::sandbox {

std::optional<json::value> read_json(std::string_view text) {
  boost::system::error_code failed;
  json::parse_options options;
  options.max_depth = 32;
  auto value = json::parse(text, failed, {}, options);
  if (failed) return std::nullopt;
  return value;
}

std::optional<json::object> read_json_object(std::string_view text) {
  if (text.empty()) return json::object{};
  auto value = read_json(text);
  if (!value || !value->is_object()) return std::nullopt;
  return std::move(value->as_object());
}

std::optional<std::string> text_member(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  if (!value || !value->is_string()) return std::nullopt;
  return std::string{value->as_string()};
}

std::optional<long long> number_member(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  if (!value) return std::nullopt;
  if (value->is_int64()) return value->as_int64();
  if (!value->is_string()) return std::nullopt;
  const std::string_view digits = value->as_string();
  long long number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

}  // namespace flex_video::sandbox
