#include "recording/recording_note.hpp"

#include "recording/note_fields.hpp"
#include "recording/recording_words.hpp"

#include <boost/json.hpp>

namespace flex_video::rooms {
namespace {

namespace json = boost::json;

recording_record read(fields& from) {
  recording_record recording{.ordinal = from.large_number("ordinal"),
                             .sid = read_sid<twilio::recording_sid>(from, "sid"),
                             .room = read_sid<twilio::room_sid>(from, "room"),
                             .participant = read_sid<twilio::participant_sid>(from, "participant"),
                             .identity = from.text("identity", unlimited),
                             .track = read_sid<twilio::track_sid>(from, "track"),
                             .track_name = from.text("track_name", unlimited),
                             .kind = value_of<track_kind>(from.text("kind", unlimited)).value(),
                             .codec = from.text("codec", unlimited),
                             .status = value_of<recording_status>(from.text("status", unlimited)).value(),
                             .created = read_time(from, "created"),
                             .updated = read_time(from, "updated"),
                             .duration = std::chrono::milliseconds{from.large_number("duration")},
                             .bytes = from.large_number("bytes"),
                             .room_name = from.text("room_name", unlimited)};
  recording.began = read_optional_time(from, "began");
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
                       {"created", write_time(recording.created)},
                       {"updated", write_time(recording.updated)},
                       {"duration", recording.duration.count()},
                       {"bytes", recording.bytes},
                       {"room_name", recording.room_name}};
  if (recording.began) written["began"] = write_time(*recording.began);
  return json::serialize(written);
}

std::optional<recording_record> read_recording_note(std::string_view text) { return read_note(text, read); }

}  // namespace flex_video::rooms
