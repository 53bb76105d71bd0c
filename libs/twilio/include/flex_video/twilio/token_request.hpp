#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/base/result.hpp"
#include "flex_video/twilio/access_token.hpp"

#include <string_view>

namespace flex_video::twilio {

enum class token_request_errc {
  malformed = 1,  ///< not one JSON object with the known fields
};
std::error_code make_error_code(token_request_errc code);

/// Reads the wish for a token: `{"identity":"alice","room":"r1","ttl":3600,"issuedAt":…,"notBefore":…}`, all
/// but the identity optional; `ttl` in seconds (default 3600, at most a day), the times in Unix seconds
/// (`issuedAt` default `now`).
base::result<access_token> parse_token_request(std::string_view json, base::time_point now);

}  // namespace flex_video::twilio

template <>
struct std::is_error_code_enum<flex_video::twilio::token_request_errc> : std::true_type {};
