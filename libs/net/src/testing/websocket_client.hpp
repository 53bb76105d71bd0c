#pragma once

#include "testing/raw_client.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace flex_video::net::testing {

/// The client's half of RFC 6455, frame by frame, so that a test can also get it wrong.
class websocket_client {
 public:
  enum opcode : unsigned {
    continuation = 0,
    text = 1,
    binary = 2,
    close = 8,
    ping = 9,
    pong = 10,
    broken = 16
  };
  struct frame {
    opcode kind = broken;  ///< `broken`: the connection ended without a frame
    std::string payload;

    /// The code of a close frame; 0 without one.
    unsigned code() const;
  };

  explicit websocket_client(std::uint16_t port, int receive_buffer = 0)
      : tcp_(std::make_unique<raw_client>(port, receive_buffer)) {}
  /// Over what is connected already.
  explicit websocket_client(std::unique_ptr<raw_client> tcp) : tcp_(std::move(tcp)) {}

  /// The request that asks for a WebSocket.
  static std::string handshake(std::string_view path);
  /// The server's answer to it, 101 if it agreed.
  answer open(std::string_view path);

  bool send(opcode kind, std::string_view payload, bool final = true);
  bool send_close(unsigned code);
  frame read();
  raw_client& tcp() { return *tcp_; }

 private:
  std::unique_ptr<raw_client> tcp_;
};

}  // namespace flex_video::net::testing
