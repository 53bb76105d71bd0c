#pragma once

#include "flex_video/net/http.hpp"

#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace flex_video::net {

enum class frame { text, binary };

/// One open WebSocket, as the code behind it sees it. Loop thread only; calls after the end do nothing.
class websocket {
 public:
  virtual ~websocket() = default;
  /// Queues one message. A peer that lets the queue grow past limits::websocket_queue is cut off.
  virtual void send(frame kind, std::string message) = 0;
  /// Closes with a code of RFC 6455 section 7.4 after what is queued; cut off if the peer does not answer in
  /// time.
  virtual void close(std::uint16_t code, std::string_view reason = {}) = 0;
};

/// What a route does with its WebSocket; owned by the connection, destroyed after on_close.
class websocket_session {
 public:
  virtual ~websocket_session() = default;
  virtual void on_message(frame kind, std::string_view message) = 0;
  /// Everything that had arrived was heard, in one on_message or several: what can wait for the last of them
  /// has waited for this. Nothing says so if the connection ends before.
  virtual void on_rest() {}
  /// Called exactly once. `code` is the peer's close code, or 1006 when the connection broke.
  virtual void on_close(std::uint16_t code) = 0;
};

/// Decides about an upgrade request: a session, or the response that refuses it. The `websocket` outlives the
/// session; it may be used from the first moment (what is sent before the handshake is done waits for it).
using websocket_acceptor = std::function<std::expected<std::unique_ptr<websocket_session>, response>(
    const request&, std::shared_ptr<websocket>)>;

}  // namespace flex_video::net
