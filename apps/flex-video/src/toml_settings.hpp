#pragma once

#include "flex_video/base/secret.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace flex_video::app {

struct toml_value {
  std::string key;    ///< with its tables: "policy.link_life"
  base::secret text;  ///< as a flag would have it; the elements of an array with commas between
  std::string from;   ///< "flex-video.toml:7"
};

struct toml_settings {
  std::vector<toml_value> values;
  std::vector<std::string> problems;  ///< each begins with file and line, none repeats what stands there
};

/// The values of a TOML text (https://toml.io/en/v1.0.0), in the order of their lines; `file` is what it is
/// called in problems. A value is a string, an integer, a boolean or an array of strings.
toml_settings read_toml(std::string_view text, const std::string& file);

}  // namespace flex_video::app
