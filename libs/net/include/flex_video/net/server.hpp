#pragma once

#include "flex_video/base/result.hpp"
#include "flex_video/net/event_loop.hpp"
#include "flex_video/net/http.hpp"
#include "flex_video/net/network.hpp"
#include "flex_video/net/router.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace flex_video::net {

class workers;

/// What a client may cost. Each has a test that exceeds it.
struct limits {
  std::size_t header_bytes = std::size_t{16} * 1024;  ///< 431 problem "headers_too_large"
  std::size_t body_bytes = std::size_t{64} * 1024;    ///< 413 problem "body_too_large"
  /// Of all bodies together that are larger, for routes that take them: one more gets 503 "overloaded".
  std::size_t large_bodies = std::size_t{64} * 1024 * 1024;
  std::size_t connections = 4096;  ///< one more gets 503 problem "too_many_connections"
  /// From one peer's IPv4 address or IPv6 /64: one more gets 503 problem "too_many_connections_from_address".
  /// Trusted proxies have no such limit.
  std::size_t connections_per_address = 256;
  std::size_t websocket_message = std::size_t{512} * 1024;  ///< close 1009
  std::size_t websocket_queue =
      std::size_t{4} * 1024 * 1024;                     ///< outgoing bytes a slow WebSocket may hold up
  std::size_t stream_queue = std::size_t{1024} * 1024;  ///< the same for an event_stream
  std::chrono::milliseconds tls_handshake{10'000};      ///< from accept to its end: closed
  std::chrono::milliseconds request_read{
      10'000};  ///< from the first byte of a request to its last, and again for each 64 KiB of a large
                ///< body: 408 "request_timeout"
  std::chrono::milliseconds keep_alive{75'000};      ///< idle between requests: closed
  std::chrono::milliseconds write{30'000};           ///< for one write of an answer
  std::chrono::milliseconds websocket_close{5'000};  ///< for the peer's answer to our close frame
  std::chrono::milliseconds websocket_idle{60'000};  ///< silence of a peer, pinged at half of it: cut off
};

/// One finished request, for the access log.
struct access {
  method verb;
  std::string_view path;  ///< without the query; the log must still hide what admits
  unsigned status;
  std::chrono::microseconds took;
  std::string_view remote_address;
  std::string_view request_id;  ///< as in the answer's X-Request-Id
};

/// What proves to clients who the server is: two files in PEM.
struct certificate_files {
  std::filesystem::path chain;  ///< the server's certificate, then those that lead to its authority
  std::filesystem::path key;    ///< the private key, not encrypted
};

struct server_options {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  ///< 0 takes any free one
  net::limits limits = {};
  std::function<void(const access&)> on_access = {};  ///< may be empty
  std::function<void(std::string_view)> on_failure =
      {};  ///< an exception a handler let out (answered 500 "internal_error")
  /// Where routes of runs_on::worker are called, 503 problem "overloaded" if their queue is full; without
  /// them, on the loop. They must outlive the server.
  net::workers* workers = nullptr;
  /// When set, only TLS is spoken: 1.2 or 1.3, for HTTP, event streams and WebSockets alike.
  std::optional<certificate_files> tls = {};
  /// Peers in these networks are believed in X-Forwarded-For, whose right-most address that is in none of
  /// them becomes request::remote_address, and in X-Forwarded-Proto. Nobody else is.
  std::vector<network> trusted_proxies = {};
  /// Added to every answer that does not set that header itself, the listener's own included (not to the 101
  /// of a WebSocket). std::invalid_argument from the constructor if one is malformed, or is Date or of the
  /// framing.
  std::vector<std::pair<std::string, std::string>> default_headers = {};
};

/// HTTP/1.1 and WebSocket on one listening socket.
class server {
 public:
  /// Listens at once, and answers once serve() was called; throws std::system_error if the address can't be
  /// had or the certificate can't be used (errc::certificate_unusable). For who must know the port before
  /// there can be routes. `loop` must outlive the server.
  server(event_loop& loop, server_options options);
  server(event_loop& loop, router routes, server_options options);
  ~server();

  /// Answers requests by `routes` from now on. Once, on the loop thread or before the loop runs.
  void serve(router routes);

  /// Reads the certificate's files again, for connections that begin from now on. Refused with
  /// errc::certificate_unusable, the old certificate stays in use. Loop thread only; throws std::logic_error
  /// if the server was given none.
  base::result<void> reload_certificate();

  std::uint16_t port() const;
  std::size_t connections() const;
  /// Stops accepting; lets requests under way finish, closes WebSockets with 1012 and event streams, then
  /// calls `done`, after `grace` at the latest (what is left then is cut off; a handler on a worker runs to
  /// its end, but has nobody to answer). Loop thread only.
  void stop(std::chrono::milliseconds grace, std::function<void()> done);

 private:
  struct impl;
  std::shared_ptr<impl> impl_;
};

}  // namespace flex_video::net
