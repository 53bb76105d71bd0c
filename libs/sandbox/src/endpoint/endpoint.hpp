#pragma once

#include "endpoint/bridge_socket.hpp"
#include "endpoint/exchange_streams.hpp"
#include "endpoint/phone_streams.hpp"
#include "endpoint/twilsock_socket.hpp"
#include "sandbox_parts.hpp"

#include "flex_video/net/event_loop.hpp"
#include "flex_video/net/router.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <string_view>

namespace flex_video::sandbox {

/// The sandbox's routes and sockets: turns the net layer's requests into ours, and delivers what the state
/// machines left in the outbox.
class endpoint {
 public:
  /// The answer to a request travels on another connection than the event that it causes, and the SDKs want
  /// the answer first; so events wait this long after a request that came by HTTP.
  static constexpr std::chrono::milliseconds head_start{20};

  /// Both must outlive the endpoint.
  endpoint(sandbox_parts& parts, net::event_loop& loop);

  void add_routes(net::router& routes);
  /// What Twilio's hosts answer, by HTTP or to this process itself.
  web_reply answer(const web_request& request);

 private:
  using control_call = std::function<web_reply(const net::request&)>;
  void add_control_routes(net::router& routes);
  net::handler controlled(control_call call);
  std::expected<std::unique_ptr<net::websocket_session>, net::response> accept(
      const net::request& request, std::shared_ptr<net::websocket> socket);
  net::response open_phone(const net::request& request);
  net::response open_exchanges(const net::request& request);

  void deliver_after_reply();
  void deliver_now();
  void deliver(const effect& happened);

  sandbox_parts& parts_;
  net::event_loop& loop_;
  twilsock_sockets twilsocks_;
  bridge_sockets bridges_;
  phone_streams phones_;
  exchange_streams exchanges_;
  std::unique_ptr<net::event_loop::timer> pending_;
};

}  // namespace flex_video::sandbox
