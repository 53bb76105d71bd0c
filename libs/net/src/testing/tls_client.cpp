#include "testing/tls_client.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <cerrno>
#include <csignal>

namespace flex_video::net::testing {

void tls_client::release::operator()(SSL* session) const { SSL_free(session); }

tls_client::tls_client(std::uint16_t port, int receive_buffer) : tls_client(port, offer{}, receive_buffer) {}

tls_client::tls_client(std::uint16_t port, const offer& offered, int receive_buffer)
    : raw_client(port, receive_buffer) {
  // OpenSSL writes to sockets with write().
  std::signal(SIGPIPE, SIG_IGN);
  ERR_clear_error();
  auto* const context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_security_level(context, 0);  // else it would not offer what the server has to refuse
  SSL_CTX_set_min_proto_version(context, offered.lowest_version);
  SSL_CTX_set_max_proto_version(context, offered.highest_version);
  session_.reset(SSL_new(context));
  SSL_CTX_free(context);
  if (!offered.protocols.empty()) {
    SSL_set_alpn_protos(session_.get(), reinterpret_cast<const unsigned char*>(offered.protocols.data()),
                        static_cast<unsigned>(offered.protocols.size()));
  }
  SSL_set_fd(session_.get(), handle());
  connected_ = SSL_connect(session_.get()) == 1;
}

tls_client::~tls_client() = default;

std::string tls_client::version() const { return SSL_get_version(session_.get()); }

std::string tls_client::protocol() const {
  const unsigned char* name = nullptr;
  unsigned size = 0;
  SSL_get0_alpn_selected(session_.get(), &name, &size);
  return {reinterpret_cast<const char*>(name), size};
}

std::string tls_client::server_name() const {
  char name[64] = {};
  if (auto* const certificate = SSL_get0_peer_certificate(session_.get()))
    X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_commonName, name, sizeof name);
  return name;
}

bool tls_client::ended_properly() const {
  return (SSL_get_shutdown(session_.get()) & SSL_RECEIVED_SHUTDOWN) != 0;
}

bool tls_client::renegotiate() {
  ERR_clear_error();
  return SSL_renegotiate(session_.get()) == 1 && SSL_do_handshake(session_.get()) == 1;
}

long tls_client::receive(char* bytes, std::size_t size) {
  if (!connected_) return 0;
  ERR_clear_error();
  const int count = SSL_read(session_.get(), bytes, static_cast<int>(size));
  if (count > 0) return count;
  const bool waited = SSL_get_error(session_.get(), count) == SSL_ERROR_WANT_READ;
  errno = waited ? EAGAIN : 0;
  return waited ? -1 : 0;
}

long tls_client::transmit(const char* bytes, std::size_t size) {
  if (!connected_) return 0;
  ERR_clear_error();
  return SSL_write(session_.get(), bytes, static_cast<int>(size));
}

}  // namespace flex_video::net::testing
