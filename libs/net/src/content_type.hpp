#pragma once

#include <string_view>

namespace flex_video::net {

struct content_type {
  std::string_view name;
  bool compressible = false;
};

/// By the extension of a file's name; "application/octet-stream" if it is not known.
content_type content_type_of(std::string_view file_name);

}  // namespace flex_video::net
