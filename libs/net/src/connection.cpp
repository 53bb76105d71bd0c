#include "connection.hpp"

#include "stream_connection.hpp"
#include "websocket_connection.hpp"
#include "worker_call.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace flex_video::net {
namespace {

using boost::system::error_code;

// How much of an answer has to leave within limits::write.
constexpr std::size_t write_stretch = std::size_t{256} * 1024;
// How much of a large body has to arrive within limits::request_read.
constexpr std::size_t read_stretch = std::size_t{64} * 1024;
// How long a client that was told to go may go on sending before its answer is at risk.
constexpr std::chrono::milliseconds longest_linger{2'000};

response internal_error() { return problem(500, "internal_error", "The server failed to answer"); }

}  // namespace

connection::connection(transport socket, std::string remote_address, std::shared_ptr<serving> shared)
    : socket_(std::move(socket)),
      remote_address_(std::move(remote_address)),
      shared_(std::move(shared)),
      proxy_(is_trusted(remote_address_, shared_->options.trusted_proxies)),
      reader_(shared_->options.limits.header_bytes, shared_->options.limits.body_bytes,
              [&routes = shared_->routes](request& request) { return routes->large_body(request); }),
      arrival_(deadline_, shared_->options.limits.request_read, read_stretch) {}

void connection::start(transport socket, std::string remote_address, const std::shared_ptr<serving>& shared) {
  const auto one = std::make_shared<connection>(std::move(socket), std::move(remote_address), shared);
  shared->open.add(one);
  asio::co_spawn(one->socket_.get_executor(), serve(one), connection_end{shared, one});
}

void connection::turn_away(transport socket, std::string remote_address,
                           const std::shared_ptr<serving>& shared, response answer) {
  const auto one = std::make_shared<connection>(std::move(socket), std::move(remote_address), shared);
  shared->refused.add(one);
  one->refuse(std::move(answer));
  asio::co_spawn(one->socket_.get_executor(), say_and_leave(one), connection_end{shared, one});
}

task<> connection::serve(std::shared_ptr<connection> self) {
  bool open = !self->socket_.secure() || co_await self->shake_hands();
  while (open) {
    const auto read = self->reader_.parse();
    if (read == request_reader::state::incomplete) {
      open = self->make_room() && co_await self->receive();
    } else if (read == request_reader::state::complete) {
      // What takes the socket over starts with nothing of ours unsent.
      if (self->reader_.facts().upgrade && !self->out_.empty()) open = co_await self->flush();
      if (!open) break;
      auto came = self->answer();
      if (came == outcome::needs_worker) came = co_await self->answer_on_worker();
      open = came == outcome::next_request;
      if (open && self->out_.heavy()) open = co_await self->flush();
    } else {
      self->refuse(self->reader_.refusal());
      open = false;
    }
  }
  co_await self->finish();
}

task<> connection::say_and_leave(std::shared_ptr<connection> self) {
  // Not in the if itself: there GCC 12 compiles it to a trap.
  const bool open = !self->socket_.secure() || co_await self->shake_hands();
  if (open) co_await self->finish();
}

/// False, and closed, if the client does not speak TLS, or not in time.
task<bool> connection::shake_hands() {
  error_code error;
  resting_ = true;
  deadline_.arm(shared_->options.limits.tls_handshake);
  co_await socket_.async_handshake(asio::redirect_error(use_task, error));
  deadline_.disarm();
  resting_ = false;
  if (error || expired_) socket_.close();
  co_return socket_.is_open();
}

/// What a large body takes while it is read and answered. False, and refused, if the server has not so much.
bool connection::make_room() {
  const auto bytes = reader_.large_body();
  if (bytes == 0 || large_) return true;
  large_ = shared_->large_bodies.take(bytes);
  if (!large_) refuse(problem(503, "overloaded", "The server has too much to do").with("Retry-After", "5"));
  return static_cast<bool>(large_);
}

/// Waits for more of a request, after what is queued was written. False if there will be none.
task<bool> connection::receive() {
  if (reader_.take_expectation()) out_.add_raw("HTTP/1.1 100 Continue\r\n\r\n");
  error_code error;
  if (!out_.empty() && !write_now(error)) {
    if (error || !co_await flush()) co_return false;
  }
  resting_ = reader_.idle() && !heard_;
  if (resting_ && shared_->stopping) co_return false;
  if (resting_) {
    deadline_.arm(shared_->options.limits.keep_alive);
  } else if (!timed_) {
    arrival_.start();
    timed_ = true;
  }

  const auto room = reader_.room();
  const auto bytes = co_await socket_.async_read_some(asio::buffer(room.data(), room.size()),
                                                      asio::redirect_error(use_task, error));
  // A request may begin in the moment its connection is given up for idle; then it lives.
  if (!error && resting_) expired_ = false;
  if (error || expired_ || !socket_.is_open()) {
    if (expired_ && !resting_) refuse(problem(408, "request_timeout", "The request took too long to arrive"));
    co_return false;
  }
  heard_ = true;
  resting_ = false;
  reader_.received(bytes);
  if (large_) arrival_.advance(bytes);
  co_return true;
}

/// Writes what is queued. False if the client is gone or too slow.
task<bool> connection::flush() {
  error_code error;
  pace transfer{deadline_, shared_->options.limits.write, write_stretch};
  expired_ = false;
  transfer.start();
  while (!out_.empty() && !expired_) {
    const auto bytes =
        co_await socket_.async_write_some(out_.buffers(), asio::redirect_error(use_task, error));
    if (error) break;
    out_.consume(bytes);
    transfer.advance(bytes);
  }
  deadline_.disarm();
  timed_ = false;
  co_return !error && !expired_ && !out_.broken();
}

/// Writes what is queued as far as the client takes it at once, which is nearly always all of it. True if all
/// is written; else `error` tells whether to go on with flush().
bool connection::write_now(error_code& error) {
  while (!out_.empty()) {
    const auto bytes = socket_.write_some(out_.buffers(), error);
    if (error == asio::error::would_block) error = {};
    if (bytes == 0 || error) return false;
    out_.consume(bytes);
  }
  return true;
}

task<> connection::finish() {
  if (!socket_.is_open()) co_return;
  error_code error;
  const bool written = out_.empty() || co_await flush();
  if (written && lingers_) {
    // Closing while the client still sends would reset the connection, and the answer could be lost with it
    // (RFC 9112 section 9.6).
    socket_.end_sending();
    deadline_.arm(std::min(longest_linger, shared_->options.limits.write));
    std::array<char, 1024> discarded{};
    while (!error) {
      co_await socket_.async_read_some(asio::buffer(discarded), asio::redirect_error(use_task, error));
    }
  }
  socket_.finish();
}

/// Answers the complete request, unless a worker has to.
connection::outcome connection::answer() {
  auto& request = reader_.current();
  if (shared_->options.on_access) asked_ = std::chrono::steady_clock::now();
  deadline_.disarm();
  id_ = shared_->ids.next();
  request.id = text_of(id_);
  tell_origin(request);

  std::optional<response> refusal;
  if (reader_.facts().upgrade && hand_over(refusal)) {
    log(101);
    return outcome::over;
  }
  if (refusal) return deliver(std::move(*refusal));
  auto found = shared_->routes->find(request);
  if (!found) return deliver(std::move(found.error()));
  if (found->where == runs_on::worker && shared_->options.workers) {
    blocking_ = &found->answer;
    return outcome::needs_worker;
  }
  return deliver(call(found->answer));
}

void connection::tell_origin(request& request) {
  request.remote_address = remote_address_;
  request.secure = socket_.secure();
  if (!proxy_) return;
  origin_ = forwarded_origin(remote_address_, request.headers, shared_->options.trusted_proxies);
  request.remote_address = origin_.address;
  request.secure = request.secure || origin_.secure;
}

/// The same by a worker, while the loop goes on. Nothing is read meanwhile, so the request stays as it is.
task<connection::outcome> connection::answer_on_worker() {
  const auto routes = shared_->routes;  // keeps the handler, should the server end meanwhile
  // The answers to earlier requests need not wait for a slow one.
  if (!out_.empty() && !co_await flush()) co_return outcome::over;
  std::optional<response> answer;
  try {
    answer = co_await call_on_worker(*shared_->options.workers, *blocking_, reader_.current(), abandoned_);
  } catch (...) {
    shared_->report(std::current_exception());
    answer = internal_error();
  }
  if (!answer || abandoned_) co_return outcome::over;
  co_return deliver(checked(std::move(*answer)));
}

response connection::call(const handler& answer) {
  try {
    return checked(answer(reader_.current()));
  } catch (...) {
    shared_->report(std::current_exception());
    return internal_error();
  }
}

response connection::checked(response answer) const {
  if (well_formed(answer)) return answer;
  if (shared_->options.on_failure) shared_->options.on_failure("a handler answered with a malformed head");
  return internal_error();
}

/// Queues the answer to the present request, or begins its stream.
connection::outcome connection::deliver(response answer) {
  const auto& request = reader_.current();
  const auto& facts = reader_.facts();
  log(answer.status);
  if (answer.stream && request.verb != method::head) {
    begin_stream(answer);
    return outcome::over;
  }
  const bool keeps = facts.keep_alive && !shared_->stopping;
  const auto kept = facts.http11 ? ending::keep_alive : ending::keep_alive_http10;
  out_.add(std::move(answer), framed(request.verb, keeps ? kept : ending::close));
  lingers_ = !keeps;
  reader_.next();
  large_ = {};
  heard_ = timed_ = expired_ = false;
  return keeps ? outcome::next_request : outcome::over;
}

framing connection::framed(method verb, ending end) {
  return {.verb = verb,
          .end = end,
          .date = shared_->date(),
          .request_id = text_of(id_),
          .defaults = &shared_->defaults};
}

/// Turns the connection into a WebSocket if the request's path is one, or says why not in `refusal`. Bytes
/// behind the request could be no frames yet (RFC 6455 section 4.1), so such a request is not an upgrade.
bool connection::hand_over(std::optional<response>& refusal) {
  if (reader_.has_more()) return false;
  auto offer = offer_websocket(reader_.current(), *shared_);
  if (!offer) return false;
  if (!offer->has_value()) {
    refusal = std::move(offer->error());
    return false;
  }
  websocket_connection::start(std::move(socket_), std::move(**offer), shared_);
  return true;
}

void connection::begin_stream(const response& answer) {
  const bool chunked = reader_.facts().http11;
  auto bytes = out_.take();
  append_stream_head(bytes, answer, framed(method::get, ending::close), chunked);
  stream_connection::start(std::move(socket_), {std::move(bytes), chunked}, answer.stream, shared_);
}

/// Queues the last answer of this connection, to a request that could not be read to its end.
void connection::refuse(response answer) {
  id_ = shared_->ids.next();
  out_.add(std::move(answer), framed(method::get, ending::close));
  lingers_ = true;
}

void connection::log(unsigned status) {
  if (!shared_->options.on_access) return;
  const auto& request = reader_.current();
  const auto took = std::chrono::steady_clock::now() - asked_;
  shared_->options.on_access({.verb = request.verb,
                              .path = request.path,
                              .status = status,
                              .took = std::chrono::duration_cast<std::chrono::microseconds>(took),
                              .remote_address = request.remote_address,
                              .request_id = request.id});
}

void connection::sweep(steady_time now) {
  if (!deadline_.take_due(now)) return;
  expired_ = true;
  socket_.cancel();
}

void connection::drain() {
  if (resting_) socket_.cancel();
}

void connection::cut() {
  abandoned_ = true;
  socket_.close();
}

}  // namespace flex_video::net
