#pragma once

#include "flex_video/base/result.hpp"
#include "flex_video/net/server.hpp"

#include <memory>

using SSL_CTX = struct ssl_ctx_st;

namespace flex_video::net {

/// What all TLS connections of one certificate share: versions, ciphers, keys.
class tls_context {
 public:
  /// errc::certificate_unusable, with the file and OpenSSL's reason, if the files are no good.
  static base::result<tls_context> load(const certificate_files& files);

  SSL_CTX* native() const { return context_.get(); }

 private:
  struct release {
    void operator()(SSL_CTX* context) const;
  };
  tls_context();

  std::unique_ptr<SSL_CTX, release> context_;
};

}  // namespace flex_video::net
