// hmac.hpp and digest.hpp of libs/twilio over Mbed TLS, which compiles to WebAssembly as it is. On a server
// they are OpenSSL's.
#include "flex_video/twilio/digest.hpp"
#include "flex_video/twilio/hmac.hpp"

#include <mbedtls/md.h>

#include <cstdlib>

namespace flex_video::twilio {
namespace {

const unsigned char* bytes_of(const void* data) { return static_cast<const unsigned char*>(data); }

/// All that can go wrong is that there is no memory.
void require(int failed) {
  if (failed != 0) std::abort();
}

}  // namespace

struct hmac_sha256::context {
  mbedtls_md_context_t keyed{};
  ~context() { mbedtls_md_free(&keyed); }
};

hmac_sha256::hmac_sha256(const base::secret& key) : context_(std::make_unique<context>()) {
  auto* keyed = &context_->keyed;
  mbedtls_md_init(keyed);
  require(mbedtls_md_setup(keyed, mbedtls_md_info_from_type(MBEDTLS_MD_SHA256), 1));
  require(mbedtls_md_hmac_starts(keyed, bytes_of(key.reveal().data()), key.reveal().size()));
}

hmac_sha256::~hmac_sha256() = default;
hmac_sha256::hmac_sha256(hmac_sha256&&) noexcept = default;
hmac_sha256& hmac_sha256::operator=(hmac_sha256&&) noexcept = default;

hmac_sha256::digest hmac_sha256::operator()(std::string_view message) {
  return (*this)(std::as_bytes(std::span{message}));
}

hmac_sha256::digest hmac_sha256::operator()(std::span<const std::byte> message) {
  digest out;
  auto* keyed = &context_->keyed;
  require(mbedtls_md_hmac_reset(keyed));
  require(mbedtls_md_hmac_update(keyed, bytes_of(message.data()), message.size()));
  require(mbedtls_md_hmac_finish(keyed, reinterpret_cast<unsigned char*>(out.data())));
  return out;
}

sha1_digest hmac_sha1(const base::secret& key, std::string_view message) {
  sha1_digest out;
  require(mbedtls_md_hmac(mbedtls_md_info_from_type(MBEDTLS_MD_SHA1), bytes_of(key.reveal().data()),
                          key.reveal().size(), bytes_of(message.data()), message.size(),
                          reinterpret_cast<unsigned char*>(out.data())));
  return out;
}

sha256_digest sha256(std::string_view message) {
  sha256_digest out;
  require(mbedtls_md(mbedtls_md_info_from_type(MBEDTLS_MD_SHA256), bytes_of(message.data()), message.size(),
                     reinterpret_cast<unsigned char*>(out.data())));
  return out;
}

}  // namespace flex_video::twilio
