#pragma once

#include "flex_video/core/ports/code_signer.hpp"

namespace flex_video::core::samples {

/// A code_signer for tests: it tells messages and keys apart, but keeps no secret.
class keyed_sum_signer final : public code_signer {
 public:
  explicit keyed_sum_signer(unsigned char key = 1) : key_(key) {}

  mac sign(std::span<const std::byte> message) override {
    mac made{};
    unsigned long long sum = 0xcbf29ce484222325ULL + key_;
    for (std::size_t round = 0; round < made.size(); ++round) {
      for (const auto byte : message) sum = (sum ^ std::to_integer<unsigned>(byte)) * 0x100000001b3ULL;
      made[round] = static_cast<std::byte>(sum >> 32);
    }
    return made;
  }

 private:
  unsigned char key_;
};

}  // namespace flex_video::core::samples
