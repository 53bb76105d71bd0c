#include "websocket_connection.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>

#include <algorithm>
#include <array>
#include <exception>
#include <utility>

namespace flex_video::net {
namespace {

namespace ws = boost::beast::websocket;
using boost::system::error_code;

// A large message is read in pieces that grow with it, so that a slow peer is seen to be alive in between.
// Its first bytes go elsewhere unless more have come, so that there is no buffer while nothing is unread.
constexpr std::size_t first_piece = 64;
constexpr std::size_t smallest_piece = std::size_t{8} * 1024;
constexpr std::size_t largest_piece = std::size_t{64} * 1024;

// RFC 6455 section 7.4.1: what stands for a close frame without a code, and for no close frame.
constexpr std::uint16_t no_code = 1005;
constexpr std::uint16_t broken = 1006;

/// While it lives, who has something to send waits in `woken`.
class gathering_wakes {
 public:
  gathering_wakes(serving& shared, websocket_wakes& woken) : shared_(shared) { shared_.delivering = &woken; }
  ~gathering_wakes() { shared_.delivering = nullptr; }
  gathering_wakes(const gathering_wakes&) = delete;
  gathering_wakes& operator=(const gathering_wakes&) = delete;

 private:
  serving& shared_;
};

}  // namespace

/// Found by Beast: how the socket ends once both close frames were exchanged (RFC 6455 section 7.1.1).
template <class Handler>
void async_teardown(boost::beast::role_type role, batching_transport& socket, Handler&& done) {
  socket.socket().close_notify();
  ws::async_teardown(role, socket.socket().socket(), std::forward<Handler>(done));
}
void beast_close_socket(batching_transport& socket) { socket.socket().close(); }

websocket_connection::websocket_connection(transport socket, websocket_offer offer,
                                           std::shared_ptr<serving> shared)
    : socket_(std::move(socket), shared->blocks),
      offer_(std::move(offer)),
      shared_(std::move(shared)),
      liveness_(shared_->options.limits.websocket_idle, std::chrono::steady_clock::now()) {
  socket_.read_message_max(shared_->options.limits.websocket_message);
  socket_.auto_fragment(false);
  socket_.next_layer().on_rest([this] { rest(); });
  socket_.control_callback([this](ws::frame_type kind, boost::beast::string_view) { hear(kind); });
}

void websocket_connection::start(transport socket, websocket_offer offer,
                                 const std::shared_ptr<serving>& shared) {
  const auto one = std::make_shared<websocket_connection>(std::move(socket), std::move(offer), shared);
  shared->open.add(one);
  one->offer_.outbox->attach([weak = std::weak_ptr(one)] {
    if (const auto self = weak.lock()) self->wake();
  });
  asio::co_spawn(one->socket_.get_executor(), run(one), connection_end{shared, one});
}

task<> websocket_connection::run(std::shared_ptr<websocket_connection> self) {
  const bool open = co_await self->shake_hands();
  if (open) {
    self->wake();
    co_await self->read();
  }
}

task<bool> websocket_connection::shake_hands() {
  error_code error;
  deadline_.arm(shared_->options.limits.write);
  co_await socket_.async_accept(offer_.request, asio::redirect_error(use_task, error));
  deadline_.disarm();
  offer_.request = {};
  open_ = !error && !ended_;
  liveness_.heard(std::chrono::steady_clock::now());
  co_return open_;
}

task<> websocket_connection::read() {
  error_code error;
  std::array<char, first_piece> start;
  while (!error) {
    // Not the overload that sizes the buffer itself: it asserts when a close of ours discarded the rest of a
    // message.
    const bool begun = buffer_.size() != 0 || socket_.next_layer().has_unread();
    const auto room = begun ? buffer_.prepare(std::clamp(buffer_.size(), smallest_piece, largest_piece))
                            : asio::buffer(start);
    const auto bytes = co_await socket_.async_read_some(room, asio::redirect_error(use_task, error));
    if (error || ended_) break;
    if (!begun) asio::buffer_copy(buffer_.prepare(bytes), room);
    buffer_.commit(bytes);
    liveness_.heard(std::chrono::steady_clock::now());
    if (socket_.is_message_done()) deliver();
  }
  if (error == ws::error::closed) closed_ = true;
}

void websocket_connection::hear(ws::frame_type control) {
  liveness_.heard(std::chrono::steady_clock::now());
  if (control != ws::frame_type::close || closing_) return;
  // Beast answers, and then waits for the peer to hang up.
  closing_ = true;
  close_deadline_.arm(shared_->options.limits.websocket_close);
}

void websocket_connection::deliver() {
  const auto bytes = buffer_.cdata();
  const std::string_view message{static_cast<const char*>(bytes.data()), bytes.size()};
  heard_ = true;
  tell_session([&](websocket_session& session) {
    session.on_message(socket_.got_text() ? frame::text : frame::binary, message);
  });
  buffer_.clear();
  if (!socket_.next_layer().has_unread()) buffer_.shrink_to_fit();
}

void websocket_connection::rest() {
  if (std::exchange(heard_, false)) tell_session([](websocket_session& session) { session.on_rest(); });
  wake_others();
}

template <class Event>
void websocket_connection::tell_session(Event event) {
  // Whoever closes has stopped listening.
  if (ended_ || offer_.outbox->closing()) return;
  try {
    const gathering_wakes gathering{*shared_, woken_};
    event(*offer_.session);
  } catch (...) {
    shared_->report(std::current_exception());
    offer_.outbox->close(ws::close_code::internal_error, "internal error");
  }
}

void websocket_connection::wake() {
  if (offer_.outbox->overflowed()) return abort();
  if (!open_ || writing_ || closing_) return;
  if (shared_->delivering) return shared_->delivering->push_back(weak_from_this());
  writing_ = true;
  const auto self = shared_from_this();
  asio::co_spawn(socket_.get_executor(), write(self), assistant_end{shared_, self});
}

/// What several messages that came together caused is sent together.
void websocket_connection::wake_others() {
  for (const auto& each : std::exchange(woken_, {})) {
    if (const auto other = each.lock()) other->wake();
  }
}

task<> websocket_connection::write(std::shared_ptr<websocket_connection> self) {
  error_code error;
  while (const auto message = self->offer_.outbox->take()) {
    self->deadline_.arm(self->shared_->options.limits.write);
    self->socket_.text(message->kind == frame::text);
    self->socket_.next_layer().hold(self->offer_.outbox->waiting());
    co_await self->socket_.async_write(asio::buffer(message->bytes), asio::redirect_error(use_task, error));
    self->deadline_.disarm();
    if (error || self->ended_) {
      self->abort();
      co_return;
    }
    self->offer_.outbox->sent(message->bytes.size());
  }
  self->writing_ = false;
  if (self->offer_.outbox->closing() && !self->closing_) co_await self->say_goodbye();
}

task<> websocket_connection::say_goodbye() {
  const auto& farewell = *offer_.outbox->closing();
  closing_ = true;
  close_deadline_.arm(shared_->options.limits.websocket_close);
  error_code error;
  const ws::close_reason reason{static_cast<ws::close_code>(farewell.code), farewell.reason};
  co_await socket_.async_close(reason, asio::redirect_error(use_task, error));
  if (!error) closed_ = true;
}

void websocket_connection::sweep(steady_time now) {
  if (deadline_.take_due(now) || close_deadline_.take_due(now)) return abort();
  if (!open_ || closing_) return;
  const auto verdict = liveness_.check(now);
  if (verdict == liveness::verdict::lost) abort();
  if (verdict == liveness::verdict::ask && !pinging_) ping();
}

void websocket_connection::ping() {
  pinging_ = true;
  socket_.async_ping({}, [self = shared_from_this()](error_code) { self->pinging_ = false; });
}

void websocket_connection::drain() {
  offer_.outbox->close(ws::close_code::service_restart, "service restart");
}

/// Closes the TCP socket only: run() notices, and tells the session from there, never from inside its own
/// send().
void websocket_connection::abort() { socket_.next_layer().socket().close(); }

void websocket_connection::cut() {
  abort();
  wake_others();
  if (std::exchange(ended_, true)) return;
  offer_.outbox->end();
  try {
    offer_.session->on_close(close_code());
  } catch (...) {
    shared_->report(std::current_exception());
  }
  offer_.session.reset();
}

std::uint16_t websocket_connection::close_code() const {
  // A closing tab sends its close frame and hangs up without waiting for ours, whose writing then fails.
  if (const auto code = socket_.reason().code; code != ws::close_code::none) return code;
  return closed_ ? no_code : broken;
}

}  // namespace flex_video::net
