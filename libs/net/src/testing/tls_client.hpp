#pragma once

#include "testing/raw_client.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

using SSL = struct ssl_st;

namespace flex_video::net::testing {

/// A raw_client that speaks TLS, by OpenSSL.
class tls_client final : public raw_client {
 public:
  struct offer {
    int lowest_version = 0;  ///< as OpenSSL numbers them; 0 for its own choice
    int highest_version = 0;
    std::string_view protocols = {};  ///< by ALPN, each with its length in front
  };
  explicit tls_client(std::uint16_t port, int receive_buffer = 0);
  tls_client(std::uint16_t port, const offer& offered, int receive_buffer = 0);
  ~tls_client() override;

  /// Whether the handshake came to its end.
  bool connected() const { return connected_; }
  std::string version() const;
  std::string protocol() const;
  /// The common name of the server's certificate.
  std::string server_name() const;
  /// Whether the server announced its end, as against a cut.
  bool ended_properly() const;
  /// Asks for a new handshake in the old one's place; whether the server took part.
  bool renegotiate();

 private:
  struct release {
    void operator()(SSL* session) const;
  };
  long receive(char* bytes, std::size_t size) override;
  long transmit(const char* bytes, std::size_t size) override;

  std::unique_ptr<SSL, release> session_;
  bool connected_ = false;
};

}  // namespace flex_video::net::testing
