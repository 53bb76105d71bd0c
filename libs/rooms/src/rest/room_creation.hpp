#pragma once

#include "rest/rest_message.hpp"
#include "rest/room_record.hpp"

namespace flex_video::rooms {

/// A room as POST /v1/Rooms asks for it.
struct room_creation {
  room_settings settings;
  room_options options;
};

/// Reads the form (https://www.twilio.com/docs/video/api/rooms-resource); without a Type the room is
/// peer-to-peer. `largest` is the most participants a room may have. Refuses, with Twilio's codes, values out
/// of range, types that there are not (53126), and what a peer-to-peer room can't do (53114): recording and
/// transcribing.
rest_result<room_creation> read_room_creation(const twilio::form& form, unsigned largest);

}  // namespace flex_video::rooms
