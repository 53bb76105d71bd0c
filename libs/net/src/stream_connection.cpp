#include "stream_connection.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/write.hpp>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <array>
#include <charconv>
#include <utility>

namespace flex_video::net {
namespace {

using boost::system::error_code;

// How long the client may take to hang up after the last byte.
constexpr std::chrono::milliseconds longest_farewell{2'000};

/// The application's end of a stream. It does not keep the connection alive, and the connection ends without
/// it.
class stream_handle final : public event_stream {
 public:
  explicit stream_handle(std::weak_ptr<stream_connection> connection) : connection_(std::move(connection)) {}
  ~stream_handle() override { stream_handle::close(); }

  bool send(std::string bytes) override {
    const auto connection = connection_.lock();
    return connection && connection->send(bytes);
  }
  void close() override {
    if (const auto connection = connection_.lock()) connection->close();
  }
  void on_close(std::function<void()> callback) override {
    if (const auto connection = connection_.lock()) {
      connection->on_close(std::move(callback));
    } else {
      callback();
    }
  }

 private:
  std::weak_ptr<stream_connection> connection_;
};

/// A stream may be silent for hours, so the kernel has to find out about peers that vanished: after 30 s,
/// with three questions 10 s apart. A failure leaves the defaults.
void detect_vanished_peer(tcp_socket& socket) {
  const auto set = [&](int level, int name, int value) {
    ::setsockopt(socket.native_handle(), level, name, &value, sizeof value);
  };
  set(SOL_SOCKET, SO_KEEPALIVE, 1);
  set(IPPROTO_TCP, TCP_KEEPIDLE, 30);
  set(IPPROTO_TCP, TCP_KEEPINTVL, 10);
  set(IPPROTO_TCP, TCP_KEEPCNT, 3);
}

}  // namespace

stream_connection::stream_connection(transport socket, opening first, std::shared_ptr<serving> shared)
    : socket_(std::move(socket)),
      shared_(std::move(shared)),
      chunked_(first.chunked),
      queue_(std::move(first.bytes)) {
  detect_vanished_peer(socket_.socket());
}

void stream_connection::start(transport socket, opening first, const beginning& begin,
                              const std::shared_ptr<serving>& shared) {
  const auto one = std::make_shared<stream_connection>(std::move(socket), std::move(first), shared);
  shared->open.add(one);
  one->wake();
  asio::co_spawn(one->socket_.get_executor(), watch(one), connection_end{shared, one});
  try {
    begin(std::make_shared<stream_handle>(one));
    if (shared->stopping) one->close();
  } catch (...) {
    shared->report(std::current_exception());
    one->abort();
  }
}

bool stream_connection::send(std::string_view bytes) {
  if (closing_ || !socket_.is_open()) return false;
  if (bytes.empty()) return true;  // an empty chunk would end the body
  if (queue_.size() + in_flight_.size() + bytes.size() > shared_->options.limits.stream_queue) {
    abort();
    return false;
  }
  if (chunked_) {
    char size[32];
    queue_.append(size, std::to_chars(std::begin(size), std::end(size), bytes.size(), 16).ptr);
    queue_ += "\r\n";
  }
  queue_ += bytes;
  if (chunked_) queue_ += "\r\n";
  wake();
  return true;
}

void stream_connection::close() {
  if (closing_ || !socket_.is_open()) return;
  closing_ = true;
  if (chunked_) queue_ += "0\r\n\r\n";
  wake();
}

void stream_connection::on_close(std::function<void()> callback) {
  if (ended_) return callback();
  on_close_ = std::move(callback);
}

void stream_connection::wake() {
  if (writing_) return;
  writing_ = true;
  const auto self = shared_from_this();
  asio::co_spawn(socket_.get_executor(), write(self), assistant_end{shared_, self});
}

task<> stream_connection::write(std::shared_ptr<stream_connection> self) {
  error_code error;
  while (!self->queue_.empty()) {
    self->in_flight_.swap(self->queue_);
    self->deadline_.arm(self->shared_->options.limits.write);
    co_await asio::async_write(self->socket_, asio::buffer(self->in_flight_),
                               asio::redirect_error(use_task, error));
    self->deadline_.disarm();
    self->in_flight_.clear();
    if (error) {
      self->abort();
      co_return;
    }
  }
  self->writing_ = false;
  if (self->closing_) {
    self->socket_.end_sending();
    self->deadline_.arm(longest_farewell);
  }
}

/// Reads only to learn that the client hung up; whatever it sends is not looked at.
task<> stream_connection::watch(std::shared_ptr<stream_connection> self) {
  error_code error;
  std::array<char, 1024> discarded{};
  while (!error) {
    co_await self->socket_.async_read_some(asio::buffer(discarded), asio::redirect_error(use_task, error));
  }
}

void stream_connection::sweep(steady_time now) {
  if (deadline_.take_due(now)) abort();
}

/// Closes the socket only: watch() notices, and tells the application from there, never from inside its own
/// send().
void stream_connection::abort() { socket_.close(); }

void stream_connection::cut() {
  abort();
  if (std::exchange(ended_, true)) return;
  const auto callback = std::exchange(on_close_, nullptr);
  if (!callback) return;
  try {
    callback();
  } catch (...) {
    shared_->report(std::current_exception());
  }
}

}  // namespace flex_video::net
