#include "websocket_upgrade.hpp"

#include "response_buffer.hpp"

#include "flex_video/base/encoding.hpp"

#include <boost/beast/websocket/rfc6455.hpp>

#include <exception>
#include <utility>

namespace flex_video::net {
namespace {

namespace http = boost::beast::http;

http::request<http::empty_body> to_beast(const request& request) {
  http::request<http::empty_body> message{
      http::verb::get, {request.target.data(), request.target.size()}, 11};
  for (const auto& [name, value] : request.headers) {
    message.insert({name.data(), name.size()}, {value.data(), value.size()});
  }
  return message;
}

/// RFC 6455 section 4.2.1, checked before the acceptor is asked, so that a session never starts in vain.
std::optional<response> flaw(const request& request) {
  if (request.header("sec-websocket-version") != "13") {
    return problem(426, "upgrade_required", "This server speaks WebSocket version 13")
        .with("Upgrade", "websocket")
        .with("Sec-WebSocket-Version", "13");
  }
  const auto key = base::from_base64(request.header("sec-websocket-key"));
  if (!key || key->size() != 16)
    return problem(400, "malformed_request", "Sec-WebSocket-Key is not 16 bytes");
  return std::nullopt;
}

response internal_error() { return problem(500, "internal_error", "The server failed to answer"); }

}  // namespace

std::optional<std::expected<websocket_offer, response>> offer_websocket(request& request, serving& shared) {
  if (request.verb != method::get) return std::nullopt;
  auto message = to_beast(request);
  if (!boost::beast::websocket::is_upgrade(message)) return std::nullopt;
  const auto* accept = shared.routes->route_websocket(request);
  if (!accept) return std::nullopt;
  if (auto refusal = flaw(request)) return std::unexpected(std::move(*refusal));

  auto outbox = std::make_shared<websocket_outbox>(shared.options.limits.websocket_queue);
  try {
    auto decision = (*accept)(request, outbox);
    if (decision && *decision)
      return websocket_offer{std::move(message), std::move(outbox), std::move(*decision)};
    if (!decision && well_formed(decision.error())) return std::unexpected(std::move(decision.error()));
    if (shared.options.on_failure)
      shared.options.on_failure("a WebSocket's acceptor gave neither session nor refusal");
  } catch (...) {
    shared.report(std::current_exception());
  }
  return std::unexpected(internal_error());
}

}  // namespace flex_video::net
