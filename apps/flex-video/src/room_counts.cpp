#include "room_counts.hpp"

#include <vector>

namespace flex_video::app {

void count_rooms(const rooms::room_server& rooms, server::metrics& counts) {
  const auto now = rooms.count();
  counts.own_rooms(server::room_kind::peer_to_peer, now.peer_to_peer_rooms);
  counts.own_rooms(server::room_kind::group, now.group_rooms);
  counts.people_in_rooms(now.participants, now.sockets);
  std::vector<server::media_worker_figures> figures;
  for (const auto& each : rooms.media_workers())
    figures.push_back({.running = each.running,
                       .rooms = each.load.routers,
                       .participants = each.load.transports,
                       .streams = each.load.streams,
                       .cpu = each.cpu,
                       .losses = each.losses});
  counts.media_workers(figures);
}

}  // namespace flex_video::app
