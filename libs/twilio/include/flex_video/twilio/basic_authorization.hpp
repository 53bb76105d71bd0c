#pragma once

#include "flex_video/base/secret.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace flex_video::twilio {

struct basic_authorization {
  std::string user;
  std::string password;
};

/// What an Authorization header of HTTP Basic (RFC 7617) says; nothing for any other.
std::optional<basic_authorization> read_basic_authorization(std::string_view header);

/// What a caller of a REST API proves itself by.
struct basic_credentials {
  std::string user;  ///< the account SID, or an API key's SID
  base::secret password;
};

/// Whether an Authorization header is that of one of `callers`; passwords are compared in constant time.
bool is_authorized(std::span<const basic_credentials> callers, std::string_view header);

}  // namespace flex_video::twilio
