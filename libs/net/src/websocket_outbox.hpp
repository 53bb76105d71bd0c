#pragma once

#include "flex_video/net/websocket.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <optional>
#include <string>
#include <string_view>

namespace flex_video::net {

/// What the application wants one WebSocket to send, in order, until the connection takes it. Does no I/O; it
/// may be filled before there is a connection, and used after the connection is gone.
class websocket_outbox final : public websocket {
 public:
  struct message {
    frame kind;
    std::string bytes;
  };
  struct farewell {
    std::uint16_t code;
    std::string reason;
  };

  /// `limit` is how many bytes may wait, the message being written included.
  explicit websocket_outbox(std::size_t limit) : limit_(limit) {}

  void send(frame kind, std::string bytes) override;
  void close(std::uint16_t code, std::string_view reason) override;

  /// The rest is for the connection. `wake` is called whenever there is something to do.
  void attach(std::function<void()> wake) { wake_ = std::move(wake); }
  /// Drops what waits; later calls do nothing.
  void end();

  /// The next message, which still counts as waiting until sent(); nothing if none waits.
  std::optional<message> take();
  /// Whether take() would give one.
  bool waiting() const { return !messages_.empty(); }
  void sent(std::size_t bytes) { bytes_ -= bytes; }
  /// How to close once no message waits; set as soon as close() was called.
  const std::optional<farewell>& closing() const { return closing_; }
  /// Whether more was sent than may wait: the connection is to be cut off.
  bool overflowed() const { return overflowed_; }

 private:
  bool takes_more() const { return !ended_ && !overflowed_ && !closing_; }
  void wake() const {
    if (wake_) wake_();
  }

  std::size_t limit_;
  std::size_t bytes_ = 0;
  std::list<message> messages_;  ///< not a deque, which takes half a kilobyte while it is empty
  std::optional<farewell> closing_;
  std::function<void()> wake_;
  bool overflowed_ = false;
  bool ended_ = false;
};

}  // namespace flex_video::net
