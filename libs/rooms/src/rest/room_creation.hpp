#pragma once

#include "rest/rest_message.hpp"
#include "rest/room_record.hpp"

namespace flex_video::rooms {

/// A room as POST /v1/Rooms asks for it.
struct room_creation {
  room_settings settings;
  room_options options;
  boost::json::array recording_rules = {};  ///< as read_rules() reads them; empty for the default
};

/// What rooms there can be.
struct room_offer {
  unsigned largest;  ///< the most participants
  bool groups;       ///< whether there is a media engine for group rooms
  bool recordings;   ///< whether they can be recorded
};

/// Reads the form (https://www.twilio.com/docs/video/api/rooms-resource); without a Type the room is
/// peer-to-peer. Refuses, with Twilio's codes, values out of range, types that are not offered (53126), and
/// what the room could not do (53114): one that is peer-to-peer is not recorded, and none is transcribed.
rest_result<room_creation> read_room_creation(const twilio::form& form, const room_offer& offer);

}  // namespace flex_video::rooms
