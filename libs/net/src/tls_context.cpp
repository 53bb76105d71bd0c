#include "tls_context.hpp"

#include "flex_video/net/errc.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <stdexcept>
#include <string>
#include <string_view>

namespace flex_video::net {
namespace {

// Mozilla's intermediate configuration (Server Side TLS, version 5.7), without the finite-field exchanges
// that only clients older than ECDHE need. TLS 1.3 has none but good ones.
constexpr auto ciphers =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:"
    "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
    "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";
constexpr auto groups = "X25519:P-256:P-384";

// Lets tickets of one certificate's clients be resumed; any text will do, but OpenSSL wants one.
constexpr std::string_view session_context = "flex-video";

std::string reason() {
  char text[256];
  ERR_error_string_n(ERR_get_error(), text, sizeof text);
  return text;
}

/// RFC 7301 section 3.2: who offers protocols, but not ours, is told so.
int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* size, const unsigned char* offered,
                    unsigned offered_size, void*) {
  static constexpr std::string_view http11 = "\x08http/1.1";
  const auto* const ours = reinterpret_cast<const unsigned char*>(http11.data());
  unsigned char* found = nullptr;
  if (SSL_select_next_proto(&found, size, ours, http11.size(), offered, offered_size) !=
      OPENSSL_NPN_NEGOTIATED)
    return SSL_TLSEXT_ERR_ALERT_FATAL;
  *chosen = found;
  return SSL_TLSEXT_ERR_OK;
}

/// An encrypted key is refused; OpenSSL would ask on the terminal.
int no_passphrase(char*, int, int, void*) { return -1; }

}  // namespace

void tls_context::release::operator()(SSL_CTX* context) const { SSL_CTX_free(context); }

tls_context::tls_context() : context_(SSL_CTX_new(TLS_server_method())) {
  auto* const context = context_.get();
  if (!context || SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) != 1 ||
      SSL_CTX_set_cipher_list(context, ciphers) != 1 || SSL_CTX_set1_groups_list(context, groups) != 1)
    throw std::runtime_error("OpenSSL lacks what TLS needs: " + reason());
  SSL_CTX_set_options(context, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
  // Sockets do not block, and what could not be written at once may be moved meanwhile. Idle connections keep
  // no record buffers.
  SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_read_ahead(context, 1);
  // Resumption is by tickets, which cost the server no memory.
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_session_id_context(context, reinterpret_cast<const unsigned char*>(session_context.data()),
                                 session_context.size());
  SSL_CTX_set_alpn_select_cb(context, choose_protocol, nullptr);
  SSL_CTX_set_default_passwd_cb(context, no_passphrase);
}

base::result<tls_context> tls_context::load(const certificate_files& files) {
  ERR_clear_error();
  tls_context loaded;
  auto* const context = loaded.context_.get();
  if (SSL_CTX_use_certificate_chain_file(context, files.chain.c_str()) != 1)
    return base::fail(errc::certificate_unusable, files.chain.string() + ": " + reason());
  if (SSL_CTX_use_PrivateKey_file(context, files.key.c_str(), SSL_FILETYPE_PEM) != 1 ||
      SSL_CTX_check_private_key(context) != 1)
    return base::fail(errc::certificate_unusable, files.key.string() + ": " + reason());
  return loaded;
}

}  // namespace flex_video::net
