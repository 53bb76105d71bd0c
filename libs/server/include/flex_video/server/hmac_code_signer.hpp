#pragma once

#include "flex_video/base/secret.hpp"
#include "flex_video/core/ports/code_signer.hpp"
#include "flex_video/twilio/hmac.hpp"

namespace flex_video::server {

/// Signs with HMAC-SHA256, cut to its first 128 bits (RFC 2104 section 5). Any thread.
class hmac_code_signer final : public core::code_signer {
 public:
  /// `key` has 16 bytes at least, else std::invalid_argument.
  explicit hmac_code_signer(const base::secret& key);

  mac sign(std::span<const std::byte> message) override;

 private:
  twilio::hmac_sha256 hmac_;
};

}  // namespace flex_video::server
