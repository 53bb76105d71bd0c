#include "signalling/session.hpp"

#include <openssl/evp.h>

#include <array>
#include <cstddef>
#include <span>
#include <stdexcept>

namespace flex_video::rooms {

session_digest digest_of(const session_key& key) {
  std::array<std::byte, 32> digest;
  const auto bytes = key.bytes();
  if (EVP_Digest(bytes.data(), bytes.size(), reinterpret_cast<unsigned char*>(digest.data()), nullptr,
                 EVP_sha256(), nullptr) != 1) {
    throw std::runtime_error("OpenSSL has no SHA-256");
  }
  return session_digest::from_bytes(std::span{digest}.first<session_digest::size>());
}

}  // namespace flex_video::rooms
