#pragma once

#include "flex_video/base/id.hpp"
#include "flex_video/base/sid.hpp"

namespace flex_video::core {

using session_id = base::id<struct session_tag>;
using visit_id = base::id<struct visit_tag>;
using event_id = base::id<struct event_tag>;
using still_id = base::id<struct still_tag>;
/// The secret half of a device's cookie; kept by the server as it is, shown to that device alone.
using device_id = base::id<struct device_tag>;

using conversation_sid = base::sid<"CH">;
using task_sid = base::sid<"WT">;
using reservation_sid = base::sid<"WR">;
using worker_sid = base::sid<"WK">;
using room_sid = base::sid<"RM">;
using content_sid = base::sid<"HX">;
/// One stay of somebody in a room; coming back is another.
using participant_sid = base::sid<"PA">;

}  // namespace flex_video::core
