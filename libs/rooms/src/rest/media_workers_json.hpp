#pragma once

#include "flex_video/rooms/media_worker_state.hpp"

#include <boost/json/object.hpp>

#include <span>

namespace flex_video::rooms {

/// What the media workers carry, for the operator: `GET /v1/MediaWorkers`, which Twilio has not.
boost::json::object write_media_workers(std::span<const media_worker_state> workers);

}  // namespace flex_video::rooms
