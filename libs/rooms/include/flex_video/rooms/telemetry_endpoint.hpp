#pragma once

#include "flex_video/base/random.hpp"
#include "flex_video/net/event_loop.hpp"
#include "flex_video/net/router.hpp"
#include "flex_video/rooms/options.hpp"
#include "flex_video/rooms/room_server.hpp"

namespace flex_video::rooms {

/// Serves the WebSocket route "/v1/VideoEvents", where twilio-video tells how its calls go: answers, and
/// forgets what it is told. Refuses the upgrade with 503 problem "too_many_connections" beyond
/// limits::telemetry_sockets, which costs the SDK nothing. All references must outlive the router; `loop`
/// must be the one its server runs on.
void serve_telemetry(net::router& routes, net::event_loop& loop, const room_server_options& options,
                     const twilio::credentials& credentials, const base::clock& clock,
                     base::random_source& random);

}  // namespace flex_video::rooms
