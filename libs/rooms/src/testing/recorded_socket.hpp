#pragma once

#include "flex_video/net/websocket.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace flex_video::rooms {

/// A socket without a network.
class recorded_socket final : public net::websocket {
 public:
  void send(net::frame, std::string message) override {
    sent.push_back(std::move(message));
    if (on_send) on_send();
  }
  void close(std::uint16_t code, std::string_view) override {
    closed = code;
    if (on_closing) on_closing();
  }

  std::vector<std::string> sent;
  std::optional<std::uint16_t> closed;
  std::function<void()> on_send;
  std::function<void()> on_closing;
};

}  // namespace flex_video::rooms
