#pragma once

#include "flex_video/base/secret.hpp"

#include <array>
#include <cstddef>
#include <string_view>

namespace flex_video::twilio {

using sha1_digest = std::array<std::byte, 20>;
using sha256_digest = std::array<std::byte, 32>;

/// HMAC-SHA1 (RFC 2104), which Twilio signs its webhooks with. Any thread. Throws std::runtime_error if the
/// crypto library has none.
sha1_digest hmac_sha1(const base::secret& key, std::string_view message);

/// SHA-256. Any thread. Throws std::runtime_error if the crypto library has none.
sha256_digest sha256(std::string_view message);

}  // namespace flex_video::twilio
