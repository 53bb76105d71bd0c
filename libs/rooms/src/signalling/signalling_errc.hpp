#pragma once

#include <system_error>

namespace flex_video::rooms {

/// Why a client, or one of its tracks, is refused; each value is the code that Twilio's Video SDK knows for
/// it (https://www.twilio.com/docs/api/errors). Refused tokens carry twilio::token_errc.
enum class signalling_errc {
  session_unknown = 53001,            ///< a resume after the session ended
  message_invalid = 53004,            ///< broke the protocol or a limit that no honest client meets
  server_busy = 53006,                ///< no media worker can carry one more group room
  room_name_invalid = 53100,          ///< empty, or neither the name nor the token says which room
  room_name_too_long = 53101,         ///< over limits::name_characters
  room_not_created = 53103,           ///< an ad-hoc room beyond limits::rooms
  room_full = 53105,                  ///< as many participants inside as it was made for
  room_not_found = 53106,             ///< no such unique name or SID in progress
  participants_out_of_range = 53107,  ///< more than limits::largest_room
  room_exists = 53113,                ///< a room of that unique name is in progress
  room_completed = 53118,             ///< a SID whose room has ended
  video_in_audio_only = 53125,        ///< room_terms::audio_only
  room_type_unavailable = 53126,      ///< a group room, without a media engine
  too_many_tracks = 53203,            ///< over limits::published_tracks, or any of one who only watches
  duplicate_identity = 53205,         ///< the same identity joined again; said to the older one
  stay_too_long = 53216,              ///< over room_terms::max_participant_duration
  track_name_too_long = 53302,        ///< over limits::name_characters
  track_name_duplicated = 53304,      ///< the participant has published another track of that name
  description_invalid = 53403,        ///< an SDP that the server can't take
  codec_unsupported = 53404,          ///< the client can't take what a track is sent as
};
std::error_code make_error_code(signalling_errc code);

}  // namespace flex_video::rooms

template <>
struct std::is_error_code_enum<flex_video::rooms::signalling_errc> : std::true_type {};
