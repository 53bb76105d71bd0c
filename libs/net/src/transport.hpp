#pragma once

#include "address_quota.hpp"
#include "asio.hpp"
#include "tls_channel.hpp"

#include <boost/asio/async_result.hpp>
#include <boost/asio/buffer.hpp>

#include <array>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace flex_video::net {

/// The bytes of one client, in the clear or by TLS: an AsyncStream for what speaks HTTP or WebSocket over it.
/// One type for both, so that what stands above is compiled once; TLS is behind a type-erased step. It must
/// not be moved while an operation is pending.
class transport {
 public:
  using executor_type = executor;
  using error_code = boost::system::error_code;

  explicit transport(tcp_socket socket) : socket_(std::move(socket)) {}
  /// async_handshake() comes before anything else.
  transport(tcp_socket socket, const tls_context& context)
      : socket_(std::move(socket)), tls_(std::make_unique<tls_channel>(context)) {}

  executor_type get_executor() { return socket_.get_executor(); }
  tcp_socket& socket() { return socket_; }
  bool is_open() const { return socket_.is_open(); }
  bool secure() const { return tls_ != nullptr; }

  /// The server's side; completes with an error_code and 0. Only if secure().
  template <class Token>
  auto async_handshake(Token&& token) {
    return asio::async_initiate<Token, void(error_code, std::size_t)>(
        [this](auto done) {
          drive([this](error_code& error) { return tls_->shake_hands(socket_, error), std::size_t{0}; },
                std::move(done));
        },
        token);
  }

  template <class Buffers, class Token>
  auto async_read_some(const Buffers& buffers, Token&& token) {
    return asio::async_initiate<Token, void(error_code, std::size_t)>(
        [this](auto done, const Buffers& where) {
          if (!tls_) return socket_.async_read_some(where, std::move(done));
          drive([this, room = first<asio::mutable_buffer>(where)](
                    error_code& error) { return tls_->read(socket_, room, error); },
                std::move(done));
        },
        token, buffers);
  }

  template <class Buffers, class Token>
  auto async_write_some(const Buffers& buffers, Token&& token) {
    return asio::async_initiate<Token, void(error_code, std::size_t)>(
        [this](auto done, const Buffers& what) {
          if (!tls_) return socket_.async_write_some(what, std::move(done));
          drive([this, what](error_code& error) { return encrypt(what, error); }, std::move(done));
        },
        token, buffers);
  }

  /// Writes what goes at once; would_block if nothing does.
  template <class Buffers>
  std::size_t write_some(const Buffers& buffers, error_code& error) {
    return tls_ ? encrypt(buffers, error) : socket_.write_some(buffers, error);
  }

  /// Reads what there is; would_block if nothing is.
  std::size_t read_some(asio::mutable_buffer where, error_code& error) {
    return tls_ ? tls_->read(socket_, where, error) : socket_.read_some(where, error);
  }

  /// Until read_some() may have something, after it would have blocked.
  template <class Handler>
  void async_wait_to_read(Handler ready) {
    socket_.async_wait(tls_ ? tls_->wanted() : tcp_socket::wait_read, std::move(ready));
  }

  /// Tells the peer that nothing more will come, where TLS has to say so: it must not take a cut for an end.
  void close_notify();
  /// The same, and by TCP. It fails if the peer is gone, which the
  /// next read tells as well.
  void end_sending();
  /// close_notify(), and closes.
  void finish();
  /// What the client is counted by, for as long as this lives, in whoever's hands.
  void hold(address_quota::share share) { share_.emplace(std::move(share)); }

  /// Closes at once.
  void close() { close_quietly(socket_); }
  void cancel() { cancel_quietly(socket_); }

 private:
  using step = std::move_only_function<std::size_t(error_code&)>;
  using completion = std::move_only_function<void(error_code, std::size_t)>;

  /// Repeats `attempt` whenever the socket is ready, until it no longer would block. All handlers run on the
  /// loop, so their executor need not be asked for.
  void drive(step attempt, completion done);
  void wait_for(step attempt, completion done);

  template <class Buffer, class Buffers>
  static Buffer first(const Buffers& buffers) {
    for (auto at = asio::buffer_sequence_begin(buffers); at != asio::buffer_sequence_end(buffers); ++at) {
      if (const Buffer one{*at}; one.size() != 0) return one;
    }
    return {};
  }

  /// Small pieces, e.g. a frame's header and its payload, make one record.
  template <class Buffers>
  std::size_t encrypt(const Buffers& buffers, error_code& error) {
    std::array<char, std::size_t{16} * 1024> record;
    const auto head = first<asio::const_buffer>(buffers);
    if (head.size() >= record.size()) return tls_->write(socket_, head, error);
    const auto size = asio::buffer_copy(asio::buffer(record), buffers);
    return tls_->write(socket_, asio::buffer(record.data(), size), error);
  }

  tcp_socket socket_;
  std::optional<address_quota::share> share_;
  std::unique_ptr<tls_channel> tls_;
};

}  // namespace flex_video::net
