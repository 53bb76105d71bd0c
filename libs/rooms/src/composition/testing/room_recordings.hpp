#pragma once

#include "composition/composition_record.hpp"
#include "recording/recording_record.hpp"

#include <chrono>
#include <string>

namespace flex_video::rooms {

inline constexpr base::time_point call_began{std::chrono::seconds{1'800'000'000}};

/// From when to when of a call something is.
struct part_of_call {
  std::chrono::milliseconds from{};
  std::chrono::milliseconds until{};
};

/// A complete recording, whose SIDs end with that digit, of a participant whose SID does with that one.
inline recording_record record_of(char digit, track_kind kind, char participant, part_of_call when) {
  return {.ordinal = static_cast<ordinal>(digit),
          .sid = *twilio::recording_sid::parse("RT" + std::string(32, digit)),
          .room = *twilio::room_sid::parse("RM" + std::string(32, '1')),
          .participant = *twilio::participant_sid::parse("PA" + std::string(32, participant)),
          .identity = "somebody",
          .track = *twilio::track_sid::parse("MT" + std::string(32, digit)),
          .track_name = kind == track_kind::audio ? "voice" : "camera",
          .kind = kind,
          .codec = kind == track_kind::audio ? "OPUS" : "VP8",
          .status = recording_status::completed,
          .created = call_began + when.from,
          .updated = call_began + when.until,
          .began = call_began + when.from,
          .duration = when.until - when.from};
}

inline composition_record composition_of(composition_wish wish, part_of_call recorded = {}) {
  return {.ordinal = 1,
          .sid = *composition_sid::parse("CJ" + std::string(32, '1')),
          .room = *twilio::room_sid::parse("RM" + std::string(32, '1')),
          .room_name = "den",
          .recorded_from = call_began + recorded.from,
          .recorded_until = call_began + recorded.until,
          .wish = std::move(wish),
          .created = call_began};
}

}  // namespace flex_video::rooms
