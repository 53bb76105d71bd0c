#pragma once

#include "composition/composition_sid.hpp"
#include "composition/track_choice.hpp"
#include "composition/video_layout.hpp"
#include "rest/room_record.hpp"

#include "flex_video/base/clock.hpp"
#include "flex_video/twilio/sids.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace flex_video::rooms {

enum class composition_format { webm, mp4 };

/// What a composition is made of, and of what kind.
struct composition_wish {
  std::string layout = {};  ///< a VideoLayout that read_video_layout() takes; empty for sound alone
  track_choice sounds = {};
  picture_size size{640, 480};
  composition_format format = composition_format::webm;
  bool trim = true;  ///< leaves out when nobody is recorded
  std::string status_callback = {};
  callback_method status_callback_method = callback_method::post;
  friend bool operator==(const composition_wish&, const composition_wish&) = default;
};

enum class composition_status {
  enqueued,
  processing,
  completed,
  deleted,  ///< its file is; that there was one stays known
  failed,
};

struct composition_record {
  rooms::ordinal ordinal;
  composition_sid sid;
  twilio::room_sid room;
  std::string room_name;  ///< its unique name
  /// When the first of the room's recordings was begun and the last was over: by these it is told whose it
  /// is, and how long it is kept.
  base::time_point recorded_from;
  base::time_point recorded_until;
  composition_wish wish;
  composition_status status = composition_status::enqueued;
  base::time_point created;
  std::optional<base::time_point> ended = {};    ///< completed or failed
  std::optional<base::time_point> deleted = {};  ///< its file
  std::chrono::milliseconds duration{};          ///< once it is complete
  std::uint64_t bytes = 0;                       ///< the same
  friend bool operator==(const composition_record&, const composition_record&) = default;
};

/// "webm" or "mp4", which is also the file's suffix.
constexpr std::string_view container_of(composition_format format) {
  return format == composition_format::webm ? "webm" : "mp4";
}
inline std::string file_name_of(const composition_record& composition) {
  return composition.sid.str() + '.' + std::string{container_of(composition.wish.format)};
}
/// Whether there is no file of it, nor will be.
constexpr bool is_gone(const composition_record& composition) {
  return composition.status == composition_status::deleted ||
         composition.status == composition_status::failed;
}
constexpr bool is_over(const composition_record& composition) {
  return composition.status == composition_status::completed || is_gone(composition);
}

}  // namespace flex_video::rooms
