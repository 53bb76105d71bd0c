#include "recording/recording_callback.hpp"

#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

using namespace std::chrono_literals;

const base::time_point begun{std::chrono::seconds{1'800'000'000}};

struct telling_of_recordings : testing::Test {
  base::counting_random random;
  twilio::account_sid account = twilio::account_sid::generate(random);
  room_record room{.ordinal = 1,
                   .sid = twilio::room_sid::generate(random),
                   .unique_name = "den",
                   .max_participants = 2,
                   .terms = {.type = room_type::group},
                   .options = {.status_callback = "https://app.example/hook"},
                   .created = begun,
                   .updated = begun,
                   .ended = {},
                   .participants = {},
                   .recording_rules = {}};
  recording_record recording{.ordinal = 1,
                             .sid = twilio::recording_sid::generate(random),
                             .room = room.sid,
                             .participant = twilio::participant_sid::generate(random),
                             .identity = "ada",
                             .track = twilio::track_sid::generate(random),
                             .track_name = "camera",
                             .kind = track_kind::video,
                             .codec = "VP8",
                             .created = begun,
                             .updated = begun,
                             .began = begun + 250ms};

  std::string field(std::string_view name) {
    const auto made = make_recording_callback(account, "https://video.example", room, recording, begun + 90s);
    return std::string{twilio::form_value(made.parameters, name)};
  }
};

TEST_F(telling_of_recordings, says_that_one_has_begun) {
  const auto uri = "https://video.example/v1/Recordings/" + recording.sid.str();
  const twilio::form expected{{"AccountSid", account.str()},
                              {"RoomName", "den"},
                              {"RoomSid", room.sid.str()},
                              {"RoomType", "group"},
                              {"StatusCallbackEvent", "recording-started"},
                              {"Timestamp", "2027-01-15T08:01:30.000Z"},
                              {"RecordingSid", recording.sid.str()},
                              {"RecordingUri", uri},
                              {"ParticipantSid", recording.participant.str()},
                              {"ParticipantIdentity", "ada"},
                              {"SourceSid", recording.track.str()},
                              {"TrackName", "camera"},
                              {"Type", "video"},
                              {"Codec", "VP8"},
                              {"Container", "mkv"},
                              {"OffsetFromTwilioVideoEpoch", "1800000000250"}};
  const auto made = make_recording_callback(account, "https://video.example", room, recording, begun + 90s);
  EXPECT_EQ(made.parameters, expected);
  EXPECT_EQ(made.url, "https://app.example/hook");
  EXPECT_EQ(made.room, room.sid);
}

TEST_F(telling_of_recordings, says_what_a_complete_one_has) {
  recording.status = recording_status::completed;
  recording.duration = 61'600ms;
  recording.bytes = 5'000;
  EXPECT_EQ(field("StatusCallbackEvent"), "recording-completed");
  EXPECT_EQ(field("MediaUri"), "https://video.example/v1/Recordings/" + recording.sid.str() + "/Media");
  EXPECT_EQ(field("Duration"), "62");
  EXPECT_EQ(field("Size"), "5000");
  EXPECT_EQ(field("FailedOperation"), "");
}

TEST_F(telling_of_recordings, says_what_failed) {
  recording.status = recording_status::failed;
  EXPECT_EQ(field("StatusCallbackEvent"), "recording-failed");
  EXPECT_EQ(field("FailedOperation"), "RecordingComplete");
  recording.began.reset();
  EXPECT_EQ(field("FailedOperation"), "RecordingStart");
  EXPECT_EQ(field("OffsetFromTwilioVideoEpoch"), "");
}

}  // namespace
}  // namespace flex_video::rooms
