#pragma once

#include "serving.hpp"
#include "websocket_outbox.hpp"

#include "flex_video/net/http.hpp"
#include "flex_video/net/websocket.hpp"

#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>

#include <expected>
#include <memory>
#include <optional>

namespace flex_video::net {

/// A WebSocket both sides want; the handshake is what is left to do.
struct websocket_offer {
  boost::beast::http::request<boost::beast::http::empty_body> request;
  std::shared_ptr<websocket_outbox> outbox;
  std::unique_ptr<websocket_session> session;
};

/// What an upgrade request comes to: nothing if it is for HTTP to answer (another protocol, or no WebSocket's
/// path), the offer, or the refusal: 400 "malformed_request" for a broken handshake, 426 "upgrade_required"
/// for a version other than 13, what the acceptor says, 500 "internal_error" if it throws.
std::optional<std::expected<websocket_offer, response>> offer_websocket(request& request, serving& shared);

}  // namespace flex_video::net
