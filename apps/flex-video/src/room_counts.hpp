#pragma once

#include "flex_video/rooms/room_server.hpp"
#include "flex_video/server/metrics.hpp"

namespace flex_video::app {

/// Tells the metrics what the rooms hold and their media workers carry.
void count_rooms(const rooms::room_server& rooms, server::metrics& counts);

}  // namespace flex_video::app
