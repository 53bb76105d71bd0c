#include "recording/recording_callback.hpp"

#include "rest/room_json.hpp"
#include "signalling/words.hpp"

#include "flex_video/twilio/iso_time.hpp"

#include <chrono>
#include <utility>

namespace flex_video::rooms {
namespace {

std::string_view event_of(recording_status status) {
  if (status == recording_status::completed) return "recording-completed";
  return status == recording_status::failed ? "recording-failed" : "recording-started";
}

}  // namespace

status_callback make_recording_callback(const twilio::account_sid& account, std::string_view base_url,
                                        const room_record& room, const recording_record& recording,
                                        base::time_point now) {
  const auto uri = std::string{base_url} + "/v1/Recordings/" + recording.sid.str();
  twilio::form form{{"AccountSid", account.str()},
                    {"RoomName", room.unique_name},
                    {"RoomSid", room.sid.str()},
                    {"RoomType", std::string{type_of(room)}},
                    {"StatusCallbackEvent", std::string{event_of(recording.status)}},
                    {"Timestamp", twilio::iso_time(now)},
                    {"RecordingSid", recording.sid.str()},
                    {"RecordingUri", uri},
                    {"ParticipantSid", recording.participant.str()},
                    {"ParticipantIdentity", recording.identity},
                    {"SourceSid", recording.track.str()},
                    {"TrackName", recording.track_name},
                    {"Type", std::string{word_of(recording.kind)}},
                    {"Codec", recording.codec},
                    {"Container", std::string{container_of(recording.kind)}}};
  if (recording.began)
    form.push_back(
        {"OffsetFromTwilioVideoEpoch", std::to_string(recording.began->time_since_epoch().count())});
  if (recording.status == recording_status::completed) {
    const auto seconds = std::chrono::round<std::chrono::seconds>(recording.duration).count();
    form.push_back({"MediaUri", uri + "/Media"});
    form.push_back({"Duration", std::to_string(seconds)});
    form.push_back({"Size", std::to_string(recording.bytes)});
  }
  if (recording.status == recording_status::failed)
    form.push_back({"FailedOperation", recording.began ? "RecordingComplete" : "RecordingStart"});
  return {.room = room.sid,
          .url = room.options.status_callback,
          .method = room.options.status_callback_method,
          .parameters = std::move(form)};
}

}  // namespace flex_video::rooms
