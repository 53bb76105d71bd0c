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

/// Standard Base64 (RFC 4648 section 4), with its padding.
std::string to_base64(std::span<const std::byte> bytes);
/// Standard Base64 (RFC 4648 section 4), padding required; nothing if malformed. HTTP Basic credentials use
/// it.
std::optional<std::string> from_base64(std::string_view text);

/// How many letters and digits `bytes` bytes take in to_base62.
constexpr std::size_t base62_length(std::size_t bytes) {
  return static_cast<std::size_t>(static_cast<double>(bytes) * 8 / 5.954196310386875) + 1;  // log2 62
}

/// Letters and digits only, always base62_length long: for text that people's chat programs must leave alone
/// (markdown takes '_' for emphasis, and an address that ends in '-' or '.' loses it).
std::string to_base62(std::span<const std::byte> bytes);

/// Fills all of `bytes`; false unless `text` is exactly what to_base62 writes for some bytes of that number.
bool from_base62(std::string_view text, std::span<std::byte> bytes);

}  // namespace flex_video::base
