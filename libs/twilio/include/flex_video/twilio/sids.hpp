#pragma once

#include "flex_video/base/sid.hpp"

namespace flex_video::twilio {

using account_sid = base::sid<"AC">;
using api_key_sid = base::sid<"SK">;
using room_sid = base::sid<"RM">;
using participant_sid = base::sid<"PA">;
using track_sid = base::sid<"MT">;
using recording_sid = base::sid<"RT">;
using conversation_sid = base::sid<"CH">;
using message_sid = base::sid<"IM">;
using content_sid = base::sid<"HX">;
using workspace_sid = base::sid<"WS">;
using worker_sid = base::sid<"WK">;
using task_sid = base::sid<"WT">;
using reservation_sid = base::sid<"WR">;

}  // namespace flex_video::twilio
