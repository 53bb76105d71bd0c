#pragma once

#include "flex_video/net/http.hpp"
#include "flex_video/net/websocket.hpp"

#include <memory>
#include <string_view>

namespace flex_video::net {

/// Finds the handler for a request. Patterns are paths with {name} for one segment and, at the end, {name...}
/// for the rest, e.g. "/v1/sessions/{id}/join", "/twilio/{host}/{path...}". A literal segment wins over a
/// parameter. HEAD is answered by the GET handler. Build it before the server starts; it does not change
/// afterwards.
class router {
 public:
  router();
  ~router();
  router(router&&) noexcept;
  router& operator=(router&&) noexcept;

  /// Adds a route; throws std::logic_error if the same method and pattern stands already.
  void add(method verb, std::string_view pattern, handler answer);
  /// Any method; a route added for one method wins.
  void add_any(std::string_view pattern, handler answer);
  void add_websocket(std::string_view pattern, websocket_acceptor accept);

  /// The answer to `request`, whose `parameters` are filled in. 404 problem "not_found" for an unknown path,
  /// 405 problem "method_not_allowed" with Allow for a known path.
  response route(request& request) const;
  /// The acceptor of an upgrade request's path, or null. Fills in `parameters`.
  const websocket_acceptor* route_websocket(request& request) const;

 private:
  struct node;
  std::unique_ptr<node> root_;
};

}  // namespace flex_video::net
