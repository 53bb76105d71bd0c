#pragma once

#include <array>
#include <cstddef>
#include <span>

namespace flex_video::core {

/// Signs invite codes under a key that only the service knows.
class code_signer {
 public:
  using mac = std::array<std::byte, 16>;
  virtual ~code_signer() = default;
  /// A message authentication code of 128 bits: the same for the same bytes, not to be guessed without the
  /// key.
  virtual mac sign(std::span<const std::byte> message) = 0;
};

}  // namespace flex_video::core
