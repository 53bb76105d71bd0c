#pragma once

#include "flex_video/base/result.hpp"
#include "flex_video/core/room_event.hpp"
#include "flex_video/net/router.hpp"
#include "flex_video/server/options.hpp"
#include "flex_video/server/ports.hpp"

#include <memory>

namespace flex_video::server {

/// The HTTP API and the pages, over the ports. Loop thread only. It logs nothing; what its answers and errors
/// say holds nothing that admits.
class service {
 public:
  /// Throws std::invalid_argument if the options are not usable.
  service(const ports& ports, options options);
  ~service();
  service(const service&) = delete;
  service& operator=(const service&) = delete;

  /// Adds every route of the service; it must outlive the router.
  void add_routes(net::router& router);

  /// Takes note of what happened in a room. A room that is no session's is ignored. May be called from within
  /// the video provider's calls. Refuses with store_errc::unavailable or conflict; the event may then be
  /// reported again.
  base::result<void> on_room_event(const core::room_event& event);

 private:
  struct parts;
  std::unique_ptr<parts> parts_;
};

}  // namespace flex_video::server
