#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace flex_video::net::testing {

/// Answers every HTTPS request with 200 and "hello", under a certificate that nobody but `certificate_file`
/// vouches for.
class tls_server {
 public:
  /// `name` is whom the certificate is made out to, a host name.
  explicit tls_server(const std::string& name);
  ~tls_server();
  tls_server(const tls_server&) = delete;
  tls_server& operator=(const tls_server&) = delete;

  std::uint16_t port() const;
  const std::string& certificate_file() const;

 private:
  struct impl;
  std::unique_ptr<impl> impl_;
};

}  // namespace flex_video::net::testing
