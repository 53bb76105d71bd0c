#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace flex_video::sandbox {

namespace json = boost::json;

/// The value of a JSON text; nothing if it is malformed or nested more than 32 deep. Its length is the net
/// layer's limit.
std::optional<json::value> read_json(std::string_view text);
/// The object of a JSON text; an empty one for an empty text, as SDKs post when they have nothing to say;
/// else nothing.
std::optional<json::object> read_json_object(std::string_view text);

/// The member's text; nothing if it is absent or not a string.
std::optional<std::string> text_member(const json::object& object, std::string_view name);
/// The member's whole number, given as a number or as its digits; nothing otherwise.
std::optional<long long> number_member(const json::object& object, std::string_view name);

}  // namespace flex_video::sandbox
