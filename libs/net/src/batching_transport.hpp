#pragma once

#include "read_blocks.hpp"
#include "transport.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace flex_video::net {

/// A transport that takes as few system calls as its bytes allow: reads what there is, however little was
/// asked for, and keeps writes back that others follow at once. It waits for bytes before it has anywhere to
/// put them. Writes must not overlap.
class batching_transport {
 public:
  using executor_type = transport::executor_type;
  using error_code = transport::error_code;

  batching_transport(transport socket, std::shared_ptr<read_blocks> blocks)
      : socket_(std::move(socket)), blocks_(std::move(blocks)) {}

  executor_type get_executor() { return socket_.get_executor(); }
  transport& socket() { return socket_; }

  /// `rest` is called whenever everything that arrived was read, before the wait for more.
  void on_rest(std::function<void()> rest) { rest_ = std::move(rest); }

  /// Whether some of what arrived was not read.
  bool has_unread() const { return unread_ != nullptr; }

  /// While true, what is written may wait for what is written next.
  void hold(bool more_follows) { more_follows_ = more_follows; }

  template <class Buffers, class Token>
  auto async_read_some(const Buffers& buffers, Token&& token) {
    return asio::async_initiate<Token, void(error_code, std::size_t)>(
        [this](auto done, const Buffers& where) {
          if (unread_) return complete(std::move(done), {}, hand_over(where));
          if (rest_) rest_();
          // Only TLS may have something that arrived before.
          error_code error = asio::error::would_block;
          if (socket_.secure()) fetch(error);
          if (error == asio::error::would_block) return wait_and_read(where, std::move(done));
          complete(std::move(done), error, hand_over(where));
        },
        token, buffers);
  }

  template <class Buffers, class Token>
  auto async_write_some(const Buffers& buffers, Token&& token) {
    return asio::async_initiate<Token, void(error_code, std::size_t)>(
        [this](auto done, const Buffers& what) {
          const bool full = held_.size() >= most_held;
          if (held_.empty() && !more_follows_) return socket_.async_write_some(what, std::move(done));
          const auto bytes = keep(what);
          if (more_follows_ && !full) return complete(std::move(done), {}, bytes);
          write_held(bytes, std::move(done));
        },
        token, buffers);
  }

 private:
  static constexpr std::size_t most_held = std::size_t{64} * 1024;

  /// Never from inside the call that began it.
  template <class Done>
  void complete(Done done, error_code error, std::size_t bytes) {
    asio::post(get_executor(), [done = std::move(done), error, bytes]() mutable { done(error, bytes); });
  }

  template <class Buffers, class Done>
  void wait_and_read(const Buffers& where, Done done) {
    socket_.async_wait_to_read([this, where, done = std::move(done)](error_code error) mutable {
      if (!error) fetch(error);
      if (error == asio::error::would_block) return wait_and_read(where, std::move(done));
      done(error, hand_over(where));
    });
  }

  template <class Buffers>
  std::size_t hand_over(const Buffers& where) {
    if (!unread_) return 0;
    const auto unread = unread_->unread();
    const auto bytes = asio::buffer_copy(where, asio::buffer(unread));
    unread_->consume(bytes);
    if (bytes == unread.size()) blocks_->give_back(std::move(unread_));
    return bytes;
  }

  template <class Buffers>
  std::size_t keep(const Buffers& what) {
    const auto before = held_.size();
    for (auto at = asio::buffer_sequence_begin(what); at != asio::buffer_sequence_end(what); ++at) {
      const asio::const_buffer piece{*at};
      held_.append(static_cast<const char*>(piece.data()), piece.size());
    }
    return held_.size() - before;
  }

  template <class Done>
  void write_held(std::size_t bytes, Done done) {
    asio::async_write(socket_, asio::buffer(held_),
                      [this, bytes, done = std::move(done)](error_code error, std::size_t) mutable {
                        held_ = {};
                        done(error, error ? 0 : bytes);
                      });
  }

  /// Reads what there is into unread_.
  void fetch(error_code& error);

  transport socket_;
  std::shared_ptr<read_blocks> blocks_;
  read_blocks::loan unread_;  ///< never empty
  std::string held_;
  std::function<void()> rest_;
  bool more_follows_ = false;
};

}  // namespace flex_video::net
