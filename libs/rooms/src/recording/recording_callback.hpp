#pragma once

#include "callbacks/callback_queue.hpp"
#include "recording/recording_record.hpp"

#include <string_view>

namespace flex_video::rooms {

/// What is posted when a recording has begun, is complete or has failed, as its status says
/// (https://www.twilio.com/docs/video/api/status-callbacks). `base_url` is what addresses begin with, without
/// a slash at its end. There is none of a deletion.
status_callback make_recording_callback(const twilio::account_sid& account, std::string_view base_url,
                                        const room_record& room, const recording_record& recording,
                                        base::time_point now);

}  // namespace flex_video::rooms
