#include "flex_video/net/server.hpp"

#include "connection.hpp"
#include "event_loop_impl.hpp"
#include "forwarded.hpp"
#include "listener.hpp"
#include "serving.hpp"

#include <algorithm>
#include <expected>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <utility>

namespace flex_video::net {
namespace {

// So many refused clients are told why at a time; beyond, a flood is only closed.
constexpr std::size_t most_refusals = 64;

/// How often deadlines are looked at: they are kept to a quarter of the shortest, or to 250 ms where that is
/// less.
std::chrono::milliseconds sweep_period(const limits& limits) {
  const auto shortest = std::min({limits.tls_handshake, limits.request_read, limits.keep_alive, limits.write,
                                  limits.websocket_close, limits.websocket_idle / 2});
  return std::clamp(shortest / 4, std::chrono::milliseconds{5}, std::chrono::milliseconds{250});
}

}  // namespace

struct server::impl : std::enable_shared_from_this<impl> {
  impl(event_loop& where, server_options options)
      : loop(where),
        shared(std::make_shared<serving>(std::move(options))),
        entrance(std::make_shared<listener>(loop.implementation().context.get_executor())),
        sweeper(loop.implementation().context.get_executor()) {}

  base::result<void> load_certificate();
  void listen();
  void serve(router routes);
  void accept(tcp_socket socket, std::string remote_address);
  std::expected<std::optional<address_quota::share>, response> admit(std::string_view remote_address);
  void sweep_later();
  void stop(std::chrono::milliseconds grace, std::function<void()> done);
  void finish_stop();
  void end();

  event_loop& loop;
  std::shared_ptr<serving> shared;
  std::shared_ptr<listener> entrance;
  steady_timer sweeper;
  std::unique_ptr<event_loop::timer> grace_timer;
  std::function<void()> stopped;
};

base::result<void> server::impl::load_certificate() {
  auto loaded = tls_context::load(shared->options.tls.value());
  if (!loaded) return std::unexpected(std::move(loaded.error()));
  shared->tls = std::make_shared<const tls_context>(std::move(*loaded));
  return {};
}

void server::impl::listen() { entrance->open(shared->options.address, shared->options.port); }

void server::impl::serve(router routes) {
  shared->routes = std::make_shared<const router>(std::move(routes));
  entrance->start([this](tcp_socket socket, std::string remote_address) {
    accept(std::move(socket), std::move(remote_address));
  });
  sweep_later();
}

void server::impl::accept(tcp_socket socket, std::string remote_address) {
  auto admitted = admit(remote_address);
  if (!admitted && shared->refused.size() >= most_refusals) return;
  auto client = shared->tls ? transport{std::move(socket), *shared->tls} : transport{std::move(socket)};
  if (!admitted) {
    connection::turn_away(std::move(client), std::move(remote_address), shared, std::move(admitted.error()));
    return;
  }
  if (*admitted) client.hold(std::move(**admitted));
  connection::start(std::move(client), std::move(remote_address), shared);
}

/// The connection's share of what its address may have, if that is limited, or why it is one too many.
std::expected<std::optional<address_quota::share>, response> server::impl::admit(
    std::string_view remote_address) {
  if (shared->open.size() >= shared->options.limits.connections)
    return std::unexpected(problem(503, "too_many_connections", "The server has too many connections"));
  const auto address = ip_address::parse(remote_address);
  if (!address || is_trusted(remote_address, shared->options.trusted_proxies)) return std::nullopt;
  auto share = shared->quota->take(*address);
  if (!share) {
    return std::unexpected(
        problem(503, "too_many_connections_from_address", "Your address has too many connections"));
  }
  return share;
}

void server::impl::sweep_later() {
  sweeper.expires_after(sweep_period(shared->options.limits));
  sweeper.async_wait([weak = weak_from_this()](const boost::system::error_code& error) {
    const auto self = weak.lock();
    if (error || !self) return;
    const auto now = std::chrono::steady_clock::now();
    self->shared->open.sweep(now);
    self->shared->refused.sweep(now);
    self->sweep_later();
  });
}

void server::impl::stop(std::chrono::milliseconds grace, std::function<void()> done) {
  if (shared->stopping) return;
  shared->stopping = true;
  stopped = std::move(done);
  entrance->close();
  shared->refused.cut();
  if (shared->open.size() == 0) return finish_stop();
  shared->open.on_empty([this] { finish_stop(); });
  grace_timer = loop.after(grace, [this] { shared->open.cut(); });
  shared->open.drain();
}

void server::impl::finish_stop() {
  sweeper.cancel();
  // Later, since this may be the end of the last connection, and `done` may destroy the server.
  loop.post([weak = weak_from_this()] {
    const auto self = weak.lock();
    if (!self) return;
    self->grace_timer.reset();
    if (const auto done = std::exchange(self->stopped, nullptr)) done();
  });
}

/// Everything ends at once, and nothing of the application is called afterwards; only what a worker is at
/// goes on there, to no effect.
void server::impl::end() {
  shared->stopping = true;
  shared->open.on_empty(nullptr);
  grace_timer.reset();
  sweeper.cancel();
  entrance->close();
  shared->refused.cut();
  shared->open.cut();
  shared->routes = std::make_shared<const router>();
  shared->options.on_access = nullptr;
  shared->options.on_failure = nullptr;
}

server::server(event_loop& loop, server_options options)
    : impl_(std::make_shared<impl>(loop, std::move(options))) {
  if (impl_->shared->options.tls) {
    if (const auto loaded = impl_->load_certificate(); !loaded)
      throw std::system_error(loaded.error().code, loaded.error().detail);
  }
  impl_->listen();
}

server::server(event_loop& loop, router routes, server_options options) : server(loop, std::move(options)) {
  serve(std::move(routes));
}

server::~server() { impl_->end(); }

void server::serve(router routes) { impl_->serve(std::move(routes)); }

base::result<void> server::reload_certificate() {
  if (!impl_->shared->options.tls) throw std::logic_error("a server without TLS has no certificate");
  return impl_->load_certificate();
}

std::uint16_t server::port() const { return impl_->entrance->port(); }

std::size_t server::connections() const { return impl_->shared->open.size(); }

void server::stop(std::chrono::milliseconds grace, std::function<void()> done) {
  impl_->stop(grace, std::move(done));
}

}  // namespace flex_video::net
