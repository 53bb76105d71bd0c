#pragma once

#include "asio.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace flex_video::net {

/// A listening socket that hands over what it accepts.
class listener : public std::enable_shared_from_this<listener> {
 public:
  using acceptance = std::function<void(tcp_socket, std::string remote_address)>;

  explicit listener(executor where) : acceptor_(where), pause_(where) {}

  /// Binds and listens; throws std::system_error if the address can't be had. Port 0 takes any free one.
  void open(const std::string& address, std::uint16_t port);
  /// Accepts until close().
  void start(acceptance accepted);
  void close();
  std::uint16_t port() const { return port_; }

 private:
  static task<> accept(std::shared_ptr<listener> self);

  tcp_acceptor acceptor_;
  steady_timer pause_;
  acceptance accepted_;
  std::uint16_t port_ = 0;
};

}  // namespace flex_video::net
