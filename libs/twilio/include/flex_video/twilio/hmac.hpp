#pragma once

#include "flex_video/base/secret.hpp"

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

namespace flex_video::twilio {

/// HMAC-SHA256 under one key. The keyed context is set up once and reused, by one thread at a time. Any
/// thread.
class hmac_sha256 {
 public:
  static constexpr std::size_t size = 32;
  using digest = std::array<std::byte, size>;

  /// Throws std::runtime_error if the crypto library gives no HMAC-SHA256.
  explicit hmac_sha256(const base::secret& key);
  ~hmac_sha256();
  hmac_sha256(hmac_sha256&&) noexcept;
  hmac_sha256& operator=(hmac_sha256&&) noexcept;

  digest operator()(std::string_view message);
  digest operator()(std::span<const std::byte> message);

 private:
  struct context;
  std::unique_ptr<context> context_;
};

}  // namespace flex_video::twilio
