#pragma once

#include "rest/room_record.hpp"

#include "flex_video/base/clock.hpp"
#include "flex_video/twilio/sids.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace flex_video::rooms {

enum class recording_status {
  processing,  ///< running, or being finished
  completed,
  deleted,  ///< its file is; that there was one stays known
  failed,   ///< what its file has, if there is one, ends too early
};

/// What is known of the recording of one track.
struct recording_record {
  rooms::ordinal ordinal;
  twilio::recording_sid sid;
  twilio::room_sid room;
  twilio::participant_sid participant;
  std::string identity;  ///< the participant's
  twilio::track_sid track;
  std::string track_name;
  track_kind kind;
  std::string codec;  ///< as Twilio names it: "OPUS", "VP8", "H264"
  recording_status status = recording_status::processing;
  base::time_point created;
  base::time_point updated;
  std::optional<base::time_point> began = {};  ///< its first frame; nothing before
  std::chrono::milliseconds duration{};        ///< once it is over; pauses included
  std::uint64_t bytes = 0;
  std::string room_name = {};  ///< its unique name
  friend bool operator==(const recording_record&, const recording_record&) = default;
};

/// "mka" or "mkv", which is also the file's suffix.
constexpr std::string_view container_of(track_kind kind) { return kind == track_kind::audio ? "mka" : "mkv"; }
inline std::string file_name_of(const recording_record& recording) {
  return recording.sid.str() + '.' + std::string{container_of(recording.kind)};
}

/// Whether there is no file of it that plays, nor will be.
constexpr bool is_gone(const recording_record& recording) {
  return recording.status == recording_status::deleted || recording.status == recording_status::failed;
}

}  // namespace flex_video::rooms
