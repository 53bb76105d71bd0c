#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace flex_video::base {

/// Lowercase hexadecimal.
std::string to_hex(std::span<const std::byte> bytes);

/// URL-safe Base64 without padding (RFC 4648 section 5), as JWT and our invite codes use it.
std::string to_base64url(std::span<const std::byte> bytes);
std::string to_base64url(std::string_view bytes);

/// Appends instead of returning a new string, for the token path.
void append_base64url(std::string& out, std::span<const std::byte> bytes);

/// The bytes again. Nothing for a foreign character, an impossible length, or stray bits in the last
/// character, so that each byte string has exactly one accepted spelling.
std::optional<std::string> from_base64url(std::string_view text);

/// Standard Base64 (RFC 4648 section 4), padding required; nothing if malformed. HTTP Basic credentials use
/// it.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace flex_video::base
