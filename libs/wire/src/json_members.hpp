#pragma once

#include "flex_video/base/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace flex_video::wire {

/// One field of a request body.
struct json_member {
  std::string name;
  // At most one of these; none for null, an array, an object, and a number that is no whole one.
  std::optional<std::string> text = std::nullopt;
  std::optional<std::uint64_t> number = std::nullopt;  ///< written without sign, fraction and exponent
  std::optional<bool> flag = std::nullopt;
};

/// The fields of a body that is one JSON object: errc::body_too_large, malformed_json, or invalid_field for a
/// name that stands there twice (which most parsers would settle silently, and not all alike).
base::result<std::vector<json_member>> read_members(std::string_view body);

}  // namespace flex_video::wire
