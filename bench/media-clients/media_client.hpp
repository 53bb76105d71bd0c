#pragma once

#include "streams.hpp"
#include "stun.hpp"

#include <netinet/in.h>
#include <openssl/ssl.h>
#include <srtp2/srtp.h>

#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <string>

namespace flex_video::bench {

/// The certificate that all clients show, and what they agree on.
class dtls_identity {
 public:
  dtls_identity();
  ~dtls_identity();
  dtls_identity(const dtls_identity&) = delete;
  dtls_identity& operator=(const dtls_identity&) = delete;

  SSL_CTX* context() const { return context_; }
  /// SHA-256, as in SDP.
  const std::string& fingerprint() const { return fingerprint_; }

 private:
  SSL_CTX* context_;
  std::string fingerprint_;
};

/// A browser's peer connection as the far end sees it: ICE, DTLS as its client, SRTP out. What comes in is
/// counted and not decrypted, no feedback is sent. It has a UDP socket of its own.
class media_client {
 public:
  media_client(const dtls_identity& identity, const sockaddr_in& server, ice_pair pair);
  ~media_client();
  media_client(const media_client&) = delete;
  media_client& operator=(const media_client&) = delete;

  int socket() const { return socket_; }
  bool connected() const { return srtp_ != nullptr; }
  const received_streams& received() const { return received_; }
  received_streams& received() { return received_; }
  /// Streams begin when it is connected.
  void send(sent_stream stream) { streams_.push_back(stream); }

  /// Takes what has come.
  void read();
  /// Sends what is due.
  void advance(clock::time_point now);

 private:
  void take(std::span<const std::byte> packet);
  void shake_hands();
  void derive_keys();
  void write(std::span<const std::byte> packet) const;
  void protect_and_write(std::span<const std::byte> packet) const;

  ice_pair pair_;
  int socket_;
  std::unique_ptr<SSL, decltype(&SSL_free)> dtls_{nullptr, SSL_free};
  std::unique_ptr<srtp_ctx_t, decltype(&srtp_dealloc)> srtp_{nullptr, srtp_dealloc};
  bool reached_ = false;  ///< ICE has an answer
  clock::time_point check_at_{};
  std::list<sent_stream> streams_;
  received_streams received_;
};

}  // namespace flex_video::bench
