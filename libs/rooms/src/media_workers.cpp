#include "flex_video/rooms/media_workers.hpp"

#include "sfu/worker_pool.hpp"

#include <utility>

namespace flex_video::rooms {

std::shared_ptr<media_engine> start_media_workers(net::event_loop& loop, media_options options) {
  return std::make_shared<worker_pool>(loop, std::move(options));
}

}  // namespace flex_video::rooms
