#include "signalling/fields.hpp"

#include <boost/json/object.hpp>

#include <limits>

namespace flex_video::rooms {
namespace {

constexpr auto largest = std::numeric_limits<std::int32_t>::max();  // a revision never comes near

}  // namespace

fields::fields(const boost::json::value& value, std::string& complaint)
    : object_(value.if_object()), complaint_(complaint) {
  if (!object_) complain("object");
}

void fields::complain(std::string_view key) {
  if (complaint_.empty()) complaint_ = key;
}

const boost::json::value* fields::find(std::string_view key) const {
  if (!object_) return nullptr;
  const auto* value = object_->if_contains(key);
  return value && !value->is_null() ? value : nullptr;
}

std::optional<std::string> fields::optional_text(std::string_view key, std::size_t most_bytes) {
  const auto* value = find(key);
  if (!value) return std::nullopt;
  const auto* text = value->if_string();
  if (!text || text->size() > most_bytes) {
    complain(key);
    return std::nullopt;
  }
  return std::string{text->data(), text->size()};
}

std::string fields::text(std::string_view key, std::size_t most_bytes) {
  if (!has(key)) complain(key);
  return optional_text(key, most_bytes).value_or(std::string{});
}

std::optional<std::uint32_t> fields::optional_number(std::string_view key) {
  const auto* value = find(key);
  if (!value) return std::nullopt;
  const auto* number = value->if_int64();
  if (!number || *number < 0 || *number > largest) {
    complain(key);
    return std::nullopt;
  }
  return static_cast<std::uint32_t>(*number);
}

std::uint32_t fields::number(std::string_view key) {
  if (!has(key)) complain(key);
  return optional_number(key).value_or(0);
}

std::uint64_t fields::large_number(std::string_view key) {
  const auto* value = find(key);
  const auto* number = value ? value->if_int64() : nullptr;
  if (number && *number >= 0) return static_cast<std::uint64_t>(*number);
  complain(key);
  return 0;
}

bool fields::optional_flag(std::string_view key) {
  const auto* value = find(key);
  if (!value) return false;
  if (!value->is_bool()) complain(key);
  return value->is_bool() && value->get_bool();
}

bool fields::flag(std::string_view key) {
  if (!has(key)) complain(key);
  return optional_flag(key);
}

const boost::json::value& fields::member(std::string_view key) {
  static const boost::json::value none;
  if (const auto* value = find(key)) return *value;
  complain(key);
  return none;
}

const boost::json::array& fields::list(std::string_view key, std::size_t most) {
  static const boost::json::array none;
  const auto* value = find(key);
  if (!value) return none;
  const auto* array = value->if_array();
  if (array && array->size() <= most) return *array;
  complain(key);
  return none;
}

}  // namespace flex_video::rooms
