#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace flex_video::net {

/// The gzip form (RFC 1952) of `bytes`, at a level that favours speed a little; nothing if it would not be
/// smaller.
std::optional<std::string> gzip(std::string_view bytes);

/// Whether an Accept-Encoding header lets us answer in gzip (RFC 9110 section 12.5.3).
bool accepts_gzip(std::string_view accept_encoding);

}  // namespace flex_video::net
