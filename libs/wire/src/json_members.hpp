#pragma once

#include "flex_video/base/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace flex_video::wire {

/// One field of a request body.
struct json_member {
  std::string name;
  std::optional<std::string> text;  ///< nothing if the value is not a string
};

/// The fields of a body that is one JSON object: errc::body_too_large, malformed_json, or invalid_field for a
/// name that stands there twice (which most parsers would settle silently, and not all alike).
base::result<std::vector<json_member>> read_members(std::string_view body);

}  // namespace flex_video::wire
