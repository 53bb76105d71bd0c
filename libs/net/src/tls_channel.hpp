#pragma once

#include "asio.hpp"

#include <boost/asio/buffer.hpp>

#include <cstddef>
#include <memory>

using SSL = struct ssl_st;

namespace flex_video::net {

class tls_context;

/// The server's side of TLS over one non-blocking socket, in steps: each does what can be done at once. A
/// step that can't go on fails with would_block, and is to be repeated, a write with the same bytes or more,
/// when the socket is wanted(). The socket is passed each time, so that both can be moved; its end is seen as
/// an error.
class tls_channel {
 public:
  using error_code = boost::system::error_code;

  explicit tls_channel(const tls_context& context);

  void shake_hands(tcp_socket& socket, error_code& error);
  /// asio::error::eof when the peer said that it ends; any other end is connection_reset.
  std::size_t read(tcp_socket& socket, asio::mutable_buffer where, error_code& error);
  /// Writes one record at most.
  std::size_t write(tcp_socket& socket, asio::const_buffer bytes, error_code& error);
  /// Tells the peer that nothing more will come, if that can be done at once.
  void close_notify(tcp_socket& socket);

  tcp_socket::wait_type wanted() const { return wanted_; }

 private:
  struct release {
    void operator()(SSL* session) const;
  };
  void attach(tcp_socket& socket);
  error_code translate(int result);

  std::unique_ptr<SSL, release> session_;
  tcp_socket::wait_type wanted_ = tcp_socket::wait_read;
  bool broken_ = false;
};

}  // namespace flex_video::net
