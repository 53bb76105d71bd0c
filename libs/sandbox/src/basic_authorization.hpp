#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace flex_video::sandbox {

struct basic_authorization {
  std::string user;
  std::string password;
};

/// What an Authorization header of HTTP Basic (RFC 7617) says; nothing for any other.
std::optional<basic_authorization> read_basic_authorization(std::string_view header);

}  // namespace flex_video::sandbox
