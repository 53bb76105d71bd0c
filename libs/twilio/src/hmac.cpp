#include "flex_video/twilio/hmac.hpp"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <mutex>
#include <stdexcept>

namespace flex_video::twilio {
namespace {

struct free_mac {
  void operator()(EVP_MAC* mac) const { EVP_MAC_free(mac); }
  void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
};

}  // namespace

struct hmac_sha256::context {
  std::unique_ptr<EVP_MAC_CTX, free_mac> keyed;
  std::mutex mutex;
};

hmac_sha256::hmac_sha256(const base::secret& key) : context_(std::make_unique<context>()) {
  const std::unique_ptr<EVP_MAC, free_mac> algorithm{EVP_MAC_fetch(nullptr, "HMAC", nullptr)};
  context_->keyed.reset(algorithm ? EVP_MAC_CTX_new(algorithm.get()) : nullptr);
  char digest_name[] = "SHA256";
  const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest_name, 0),
                                   OSSL_PARAM_construct_end()};
  const auto text = key.reveal();
  // An empty key is a valid HMAC key, but a null pointer would mean "keep the old one".
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.empty() ? "" : text.data());
  if (!context_->keyed || EVP_MAC_init(context_->keyed.get(), bytes, text.size(), parameters) != 1) {
    throw std::runtime_error("the crypto library has no HMAC-SHA256");
  }
}

hmac_sha256::~hmac_sha256() = default;
hmac_sha256::hmac_sha256(hmac_sha256&&) noexcept = default;
hmac_sha256& hmac_sha256::operator=(hmac_sha256&&) noexcept = default;

hmac_sha256::digest hmac_sha256::operator()(std::string_view message) {
  return (*this)(std::as_bytes(std::span{message}));
}

hmac_sha256::digest hmac_sha256::operator()(std::span<const std::byte> message) {
  digest out;
  std::size_t written = 0;
  const std::lock_guard lock{context_->mutex};
  auto* mac = context_->keyed.get();
  // Initialising without a key rewinds to the state right after the key: half the hashing of a fresh context.
  const bool done =
      EVP_MAC_init(mac, nullptr, 0, nullptr) == 1 &&
      EVP_MAC_update(mac, reinterpret_cast<const unsigned char*>(message.data()), message.size()) == 1 &&
      EVP_MAC_final(mac, reinterpret_cast<unsigned char*>(out.data()), &written, out.size()) == 1;
  if (!done || written != out.size()) throw std::runtime_error("HMAC-SHA256 failed");
  return out;
}

}  // namespace flex_video::twilio
