#include "recording/recording_note.hpp"

#include "recording/recording_words.hpp"
#include "signalling/fields.hpp"

#include <boost/json.hpp>

#include <limits>

namespace flex_video::rooms {
namespace {

namespace json = boost::json;

constexpr auto unlimited = std::numeric_limits<std::size_t>::max();  // we wrote it

json::value write(base::time_point at) { return at.time_since_epoch().count(); }

base::time_point time(fields& from, std::string_view key) {
  return base::time_point{std::chrono::milliseconds{from.large_number(key)}};
}

/// Of the wrong form it throws std::bad_optional_access.
template <class Sid>
Sid id(fields& from, std::string_view key) {
  return Sid::parse(from.text(key, unlimited)).value();
}

recording_record read(fields& from) {
  recording_record recording{.ordinal = from.large_number("ordinal"),
                             .sid = id<twilio::recording_sid>(from, "sid"),
                             .room = id<twilio::room_sid>(from, "room"),
                             .participant = id<twilio::participant_sid>(from, "participant"),
                             .identity = from.text("identity", unlimited),
                             .track = id<twilio::track_sid>(from, "track"),
                             .track_name = from.text("track_name", unlimited),
                             .kind = value_of<track_kind>(from.text("kind", unlimited)).value(),
                             .codec = from.text("codec", unlimited),
                             .status = value_of<recording_status>(from.text("status", unlimited)).value(),
                             .created = time(from, "created"),
                             .updated = time(from, "updated"),
                             .duration = std::chrono::milliseconds{from.large_number("duration")},
                             .bytes = from.large_number("bytes"),
                             .room_name = from.text("room_name", unlimited)};
  if (from.has("began")) recording.began = time(from, "began");
  return recording;
}

}  // namespace

std::string write_recording_note(const recording_record& recording) {
  json::object written{{"ordinal", recording.ordinal},
                       {"sid", recording.sid.text()},
                       {"room", recording.room.text()},
                       {"participant", recording.participant.text()},
                       {"identity", recording.identity},
                       {"track", recording.track.text()},
                       {"track_name", recording.track_name},
                       {"kind", word_of(recording.kind)},
                       {"codec", recording.codec},
                       {"status", word_of(recording.status)},
                       {"created", write(recording.created)},
                       {"updated", write(recording.updated)},
                       {"duration", recording.duration.count()},
                       {"bytes", recording.bytes},
                       {"room_name", recording.room_name}};
  if (recording.began) written["began"] = write(*recording.began);
  return json::serialize(written);
}

std::optional<recording_record> read_recording_note(std::string_view text) {
  boost::system::error_code failed;
  const auto value = json::parse({text.data(), text.size()}, failed);
  if (failed) return std::nullopt;
  std::string complaint;
  fields from{value, complaint};
  try {
    auto recording = read(from);
    if (from.ok()) return recording;
  } catch (const std::bad_optional_access&) {
  }
  return std::nullopt;
}

}  // namespace flex_video::rooms
