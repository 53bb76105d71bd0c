#include "listener.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>

#include <system_error>
#include <utility>

namespace flex_video::net {
namespace {

using boost::system::error_code;
using tcp = asio::ip::tcp;

// Out of file descriptors, accept() fails at once and would spin until some connection ends.
constexpr std::chrono::milliseconds pause_after_failure{100};

void require(const error_code& error, const char* what, const std::string& address) {
  if (error) throw std::system_error(error, what + (" " + address));
}

/// Answers are written whole, so waiting for more to fill a segment only delays them. Non-blocking because
/// answers are written without waiting where the socket has room.
void prepare(tcp_socket& socket) {
  error_code ignored;
  std::ignore = socket.set_option(tcp::no_delay(true), ignored);
  std::ignore = socket.non_blocking(true, ignored);
}

}  // namespace

void listener::open(const std::string& address, std::uint16_t port) {
  error_code error;
  const auto ip = asio::ip::make_address(address, error);
  require(error, "not an IP address:", address);
  const tcp::endpoint endpoint{ip, port};
  std::ignore = acceptor_.open(endpoint.protocol(), error);
  require(error, "cannot open a socket for", address);
  std::ignore = acceptor_.set_option(tcp_acceptor::reuse_address(true), error);
  std::ignore = acceptor_.bind(endpoint, error);
  require(error, "cannot bind to", address + " port " + std::to_string(port));
  std::ignore = acceptor_.listen(asio::socket_base::max_listen_connections, error);
  require(error, "cannot listen on", address);
  port_ = acceptor_.local_endpoint().port();
}

void listener::start(acceptance accepted) {
  accepted_ = std::move(accepted);
  asio::co_spawn(acceptor_.get_executor(), accept(shared_from_this()), asio::detached);
}

void listener::close() {
  close_quietly(acceptor_);
  pause_.cancel();
  accepted_ = nullptr;
}

task<> listener::accept(std::shared_ptr<listener> self) {
  while (self->acceptor_.is_open()) {
    tcp_socket socket{self->acceptor_.get_executor()};
    tcp::endpoint peer;
    error_code error;
    co_await self->acceptor_.async_accept(socket, peer, asio::redirect_error(use_task, error));
    if (!self->acceptor_.is_open()) co_return;
    if (!error) {
      prepare(socket);
      self->accepted_(std::move(socket), peer.address().to_string());
    } else if (error != asio::error::connection_aborted) {
      self->pause_.expires_after(pause_after_failure);
      co_await self->pause_.async_wait(asio::redirect_error(use_task, error));
    }
  }
}

}  // namespace flex_video::net
