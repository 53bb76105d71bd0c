#include "signalling/fields.hpp"

#include <boost/json/object.hpp>

#include <limits>
#include <type_traits>

namespace flex_video::rooms {
namespace {

constexpr auto largest = std::numeric_limits<std::int32_t>::max();  // a revision never comes near

// The two ways to hold JSON, in the same words.

const boost::json::value* member_of(const boost::json::value& object, std::string_view key) {
  return object.get_object().if_contains(key);
}
std::optional<json_value> member_of(const json_value& object, std::string_view key) {
  return object.member(key);
}

std::string_view text_of(const boost::json::value& string) { return string.get_string(); }
std::string text_of(const json_value& string) { return string.text(); }

std::optional<std::int64_t> integer_of(const boost::json::value& value) {
  const auto* const number = value.if_int64();
  return number ? std::optional{*number} : std::nullopt;
}
std::optional<std::int64_t> integer_of(const json_value& value) { return value.integer(); }

bool is_true(const boost::json::value& boolean) { return boolean.get_bool(); }
bool is_true(const json_value& boolean) { return boolean.is_true(); }

const boost::json::value* found_in(const boost::json::value& value) { return &value; }
std::optional<json_value> found_in(json_value value) { return value; }

const boost::json::array& elements_of(const boost::json::value& array) { return array.get_array(); }
json_elements elements_of(const json_value& array) { return array.elements(); }

}  // namespace

template <class Json>
basic_fields<Json>::basic_fields(value from, std::string& complaint) : complaint_(complaint) {
  if (from.is_object())
    object_ = found_in(from);
  else
    complain("object");
}

template <class Json>
void basic_fields<Json>::complain(std::string_view key) {
  if (complaint_.empty()) complaint_ = key;
}

template <class Json>
typename Json::found basic_fields<Json>::find(std::string_view key) const {
  if (!object_) return {};
  auto found = member_of(*object_, key);
  if (found && found->is_null()) found = {};
  return found;
}

template <class Json>
std::optional<std::string> basic_fields<Json>::optional_text(std::string_view key, std::size_t most_bytes) {
  const auto found = find(key);
  if (!found) return std::nullopt;
  if (found->is_string()) {
    typename Json::text text = text_of(*found);
    if (text.size() <= most_bytes) return std::string{std::move(text)};
  }
  complain(key);
  return std::nullopt;
}

template <class Json>
std::string basic_fields<Json>::text(std::string_view key, std::size_t most_bytes) {
  auto text = optional_text(key, most_bytes);
  if (!text) complain(key);
  return std::move(text).value_or(std::string{});
}

template <class Json>
std::string basic_fields<Json>::raw_text(std::string_view key, std::size_t most_bytes)
  requires std::same_as<Json, json_text>
{
  const auto found = find(key);
  if (found && found->is_string() && found->raw().size() <= most_bytes) return std::string{found->raw()};
  complain(key);
  return {};
}

template <class Json>
std::optional<std::uint32_t> basic_fields<Json>::optional_number(std::string_view key) {
  const auto found = find(key);
  if (!found) return std::nullopt;
  const auto number = integer_of(*found);
  if (!number || *number < 0 || *number > largest) {
    complain(key);
    return std::nullopt;
  }
  return static_cast<std::uint32_t>(*number);
}

template <class Json>
std::uint32_t basic_fields<Json>::number(std::string_view key) {
  const auto number = optional_number(key);
  if (!number) complain(key);
  return number.value_or(0);
}

template <class Json>
std::uint64_t basic_fields<Json>::large_number(std::string_view key) {
  const auto found = find(key);
  const auto number = found ? integer_of(*found) : std::nullopt;
  if (number && *number >= 0) return static_cast<std::uint64_t>(*number);
  complain(key);
  return 0;
}

template <class Json>
bool basic_fields<Json>::optional_flag(std::string_view key) {
  const auto found = find(key);
  if (!found) return false;
  if (!found->is_bool()) complain(key);
  return found->is_bool() && is_true(*found);
}

template <class Json>
bool basic_fields<Json>::flag(std::string_view key) {
  if (!has(key)) complain(key);
  return optional_flag(key);
}

template <class Json>
typename Json::value basic_fields<Json>::member(std::string_view key) {
  static const std::remove_cvref_t<value> none;
  if (const auto found = find(key)) return *found;
  complain(key);
  return none;
}

template <class Json>
typename Json::list basic_fields<Json>::list(std::string_view key, std::size_t most) {
  static const std::remove_cvref_t<list_of_values> none;
  const auto found = find(key);
  if (!found) return none;
  if (found->is_array()) {
    if (list_of_values elements = elements_of(*found); elements.size() <= most) return elements;
  }
  complain(key);
  return none;
}

template class basic_fields<json_tree>;
template class basic_fields<json_text>;

}  // namespace flex_video::rooms
