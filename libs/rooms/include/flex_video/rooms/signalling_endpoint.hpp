#pragma once

#include "flex_video/net/event_loop.hpp"
#include "flex_video/net/router.hpp"
#include "flex_video/rooms/room_server.hpp"

namespace flex_video::rooms {

/// Serves `rooms` at the WebSocket route "/signaling", which is where twilio-video looks for it, with timers
/// on `loop`. A Host that is Twilio's, but no region's, is refused with 404 problem "not_found". Call once
/// for a room server, before the net::server starts. Both references must outlive the router, and `loop` must
/// be the loop its server runs on; the room server must then be used on that loop's thread only.
void serve_signalling(net::router& routes, net::event_loop& loop, room_server& rooms);

}  // namespace flex_video::rooms
