#include "flex_video/rooms/telemetry_endpoint.hpp"

#include "endpoint/twilio_host.hpp"
#include "signalling/session.hpp"
#include "telemetry/telemetry.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <utility>

namespace flex_video::rooms {
namespace {

/// What all telemetry sockets of one route share.
struct telemetry_route {
  net::event_loop& loop;
  room_server_options options;
  const base::clock& clock;
  base::random_source& random;
  twilio::access_token_verifier tokens;
  std::size_t open = 0;
};

class telemetry_session final : public net::websocket_session {
 public:
  telemetry_session(std::shared_ptr<telemetry_route> route, std::shared_ptr<net::websocket> socket)
      : route_(std::move(route)),
        socket_(std::move(socket)),
        name_(session_key::generate(route_->random).str()),
        telemetry_(route_->options, route_->clock.now()) {
    ++route_->open;
    set_timer();
  }
  ~telemetry_session() override { --route_->open; }
  telemetry_session(const telemetry_session&) = delete;
  telemetry_session& operator=(const telemetry_session&) = delete;

  void on_message(net::frame, std::string_view message) override {
    perform(telemetry_.received(message, route_->tokens, name_, route_->clock.now()));
    if (!telemetry_.next_deadline()) timer_.reset();
  }
  void on_close(std::uint16_t) override { timer_.reset(); }

 private:
  void set_timer() {
    const auto delay = *telemetry_.next_deadline() - route_->clock.now();
    timer_ = route_->loop.after(std::max(delay, std::chrono::milliseconds{1}), [this] { expired(); });
  }

  /// The timer's clock is not ours, which somebody may set.
  void expired() {
    timer_.reset();
    const auto step = telemetry_.advance(route_->clock.now());
    step.close ? perform(step) : set_timer();
  }

  void perform(telemetry::step step) {
    if (!step.reply.empty()) socket_->send(net::frame::text, std::move(step.reply));
    if (step.close) socket_->close(static_cast<std::uint16_t>(*step.close));
  }

  std::shared_ptr<telemetry_route> route_;
  std::shared_ptr<net::websocket> socket_;
  std::string name_;
  rooms::telemetry telemetry_;
  std::unique_ptr<net::event_loop::timer> timer_;
};

}  // namespace

void serve_telemetry(net::router& routes, net::event_loop& loop, const room_server_options& options,
                     const twilio::credentials& credentials, const base::clock& clock,
                     base::random_source& random) {
  auto route = std::make_shared<telemetry_route>(
      telemetry_route{loop, options, clock, random, twilio::access_token_verifier{credentials}});
  routes.add_websocket(
      "/v1/VideoEvents",
      [route](const net::request& request, std::shared_ptr<net::websocket> socket)
          -> std::expected<std::unique_ptr<net::websocket_session>, net::response> {
        if (!is_host_of(twilio_service::telemetry, request.header("host")))
          return std::unexpected(no_such_host());
        if (route->open >= route->options.limits.telemetry_sockets)
          return std::unexpected(net::problem(503, "too_many_connections", "No more telemetry is taken"));
        return std::make_unique<telemetry_session>(route, std::move(socket));
      });
}

}  // namespace flex_video::rooms
