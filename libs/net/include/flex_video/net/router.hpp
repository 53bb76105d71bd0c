#pragma once

#include "flex_video/net/http.hpp"
#include "flex_video/net/websocket.hpp"

#include <cstddef>
#include <expected>
#include <memory>
#include <string_view>

namespace flex_video::net {

/// Where a route's handler is called.
enum class runs_on {
  loop,    ///< at once, on the loop: for what never blocks
  worker,  ///< on one of server_options::workers, while the loop goes on; on the loop if there are none
};

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
  /// What handlers on workers touch must take several threads at once.
  void add(method verb, std::string_view pattern, handler answer, runs_on where = runs_on::loop);
  /// For a route added before: it takes bodies of up to so many bytes if their length is declared, whatever
  /// limits::body_bytes says. Throws std::logic_error if there is no such route.
  void take_large_bodies(method verb, std::string_view pattern, std::size_t bytes);
  /// Any method; a route added for one method wins.
  void add_any(std::string_view pattern, handler answer, runs_on where = runs_on::loop);
  /// The acceptor is always called on the loop.
  void add_websocket(std::string_view pattern, websocket_acceptor accept);

  /// What answers a request, and where. Valid as long as the router.
  struct destination {
    const handler& answer;
    runs_on where;
  };
  /// Where `request` goes, with its `parameters` filled in; or the refusal: 404 problem "not_found" for an
  /// unknown path, 405 problem "method_not_allowed" with Allow for a known path, 426 problem
  /// "upgrade_required" for the path of a WebSocket.
  std::expected<destination, response> find(request& request) const;
  /// find(), and the handler's answer, here and now.
  response route(request& request) const;
  /// What take_large_bodies() said of the route of `request`; 0 if nothing. For a request that has not been
  /// routed: it has no `parameters` yet.
  std::size_t large_body(request& request) const;
  /// The acceptor of an upgrade request's path, or null. Fills in `parameters`.
  const websocket_acceptor* route_websocket(request& request) const;

 private:
  struct node;
  std::unique_ptr<node> root_;
};

}  // namespace flex_video::net
