#include "flex_video/twilio/digest.hpp"

#include <openssl/evp.h>

#include <stdexcept>

namespace flex_video::twilio {
namespace {

const unsigned char* bytes_of(std::string_view text) {
  // The crypto library takes a null pointer for "no argument", not for an empty one.
  return reinterpret_cast<const unsigned char*>(text.empty() ? "" : text.data());
}

}  // namespace

sha1_digest hmac_sha1(const base::secret& key, std::string_view message) {
  sha1_digest out;
  std::size_t written = 0;
  const auto text = key.reveal();
  const auto* done =
      EVP_Q_mac(nullptr, "HMAC", nullptr, "SHA1", nullptr, bytes_of(text), text.size(), bytes_of(message),
                message.size(), reinterpret_cast<unsigned char*>(out.data()), out.size(), &written);
  if (!done || written != out.size()) throw std::runtime_error("the crypto library has no HMAC-SHA1");
  return out;
}

sha256_digest sha256(std::string_view message) {
  sha256_digest out;
  std::size_t written = 0;
  const int done = EVP_Q_digest(nullptr, "SHA256", nullptr, bytes_of(message), message.size(),
                                reinterpret_cast<unsigned char*>(out.data()), &written);
  if (done != 1 || written != out.size()) throw std::runtime_error("the crypto library has no SHA-256");
  return out;
}

}  // namespace flex_video::twilio
