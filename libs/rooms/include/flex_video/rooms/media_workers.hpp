#pragma once

#include "flex_video/net/event_loop.hpp"
#include "flex_video/rooms/media_options.hpp"

#include <memory>

namespace flex_video::rooms {

class media_engine;

/// Starts the media workers that group rooms need, as child processes with few rights, and keeps that many
/// running: what a room_server takes as its `media`. Never refuses: a program that can't be started is tried
/// again and again, and said in the log; meanwhile nobody gets into a group room
/// (signalling_errc::server_busy). Used on the thread of `loop` alone, or before it runs. `loop` must outlive
/// what is returned, and that the room_server; its end is the workers' end.
std::shared_ptr<media_engine> start_media_workers(net::event_loop& loop, media_options options);

}  // namespace flex_video::rooms
