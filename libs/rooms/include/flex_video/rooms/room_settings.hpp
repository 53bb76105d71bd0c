#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace flex_video::rooms {

enum class room_type {
  peer_to_peer,  ///< media goes from browser to browser
  group,         ///< media goes over a media worker of ours
};

enum class video_codec { vp8, h264 };

/// The rules of one room that its maker may choose; the defaults are Twilio's.
struct room_terms {
  room_type type = room_type::peer_to_peer;
  std::vector<video_codec> video_codecs{video_codec::vp8, video_codec::h264};  ///< in a group room
  bool audio_only = false;  ///< a video track fails with 53125
  /// From joining until the participant is put out, with error 53216. Counted anew after a restart.
  std::chrono::seconds max_participant_duration{std::chrono::hours{4}};
  std::chrono::minutes empty_room_timeout{5};   ///< from the last one's leaving until the room ends
  std::chrono::minutes unused_room_timeout{5};  ///< the same while nobody has joined
  friend bool operator==(const room_terms&, const room_terms&) = default;
};

/// What a new room is to be.
struct room_settings {
  std::optional<std::string> unique_name = {};  ///< without one the SID is its name
  unsigned max_participants = 0;                ///< 0 means limits::participants
  room_terms terms = {};
  std::string note = {};  ///< kept with the room, also over a restart, and never looked into
};

}  // namespace flex_video::rooms
