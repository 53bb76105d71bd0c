#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <tuple>

namespace flex_video::net {

namespace asio = boost::asio;

// The concrete executor instead of any_io_executor: with one loop there is nothing to erase, and each
// operation is spared the indirection.
using executor = asio::io_context::executor_type;
using tcp_socket = asio::basic_stream_socket<asio::ip::tcp, executor>;
using tcp_acceptor = asio::basic_socket_acceptor<asio::ip::tcp, executor>;
using steady_timer = asio::basic_waitable_timer<std::chrono::steady_clock,
                                                asio::wait_traits<std::chrono::steady_clock>, executor>;

/// Gives up what is pending. These fail only where there is nothing left to give up.
template <class Socket>
void cancel_quietly(Socket& socket) {
  boost::system::error_code ignored;
  std::ignore = socket.cancel(ignored);
}
template <class Socket>
void close_quietly(Socket& socket) {
  boost::system::error_code ignored;
  std::ignore = socket.close(ignored);
}

template <class T = void>
using task = asio::awaitable<T, executor>;

inline constexpr asio::use_awaitable_t<executor> use_task{};

}  // namespace flex_video::net
