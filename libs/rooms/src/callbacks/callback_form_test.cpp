#include "callbacks/callback_form.hpp"

#include "flex_video/twilio/request_signature.hpp"

#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

using namespace std::chrono_literals;

const base::secret auth_token{"12345"};
const base::time_point begun{std::chrono::seconds{1'800'000'000}};

struct callback_form_test : testing::Test {
  base::counting_random random;
  twilio::account_sid account = twilio::account_sid::generate(random);
  room_record room{.ordinal = 1,
                   .sid = twilio::room_sid::generate(random),
                   .unique_name = "den",
                   .max_participants = 2,
                   .terms = {},
                   .options = {},
                   .created = begun,
                   .updated = begun,
                   .ended = {},
                   .participants = {},
                   .recording_rules = {}};
  participant_record ada{.ordinal = 2,
                         .sid = twilio::participant_sid::generate(random),
                         .identity = "ada",
                         .state = participant_state::connected,
                         .revision = 1,
                         .created = begun,
                         .updated = begun,
                         .ended = {},
                         .tracks = {},
                         .subscribe_rules = {}};

  twilio::form form(const room_moment& moment) {
    room.options.status_callback = "https://app.example/hook?a=b";
    return make_callback(account, room, moment, begun + 90s).parameters;
  }
};

TEST_F(callback_form_test, tells_of_the_room) {
  const auto first = form({.event = "room-created"});
  EXPECT_EQ(twilio::form_value(first, "AccountSid"), account.text());
  EXPECT_EQ(twilio::form_value(first, "RoomStatus"), "in-progress");
  EXPECT_EQ(twilio::form_value(first, "Timestamp"), "2027-01-15T08:01:30.000Z");
  EXPECT_EQ(twilio::form_value(first, "SequenceNumber"), "0");
  EXPECT_EQ(twilio::form_value(first, "RoomDuration"), "");
  room.ended = begun + 60s;
  const auto last = form({.event = "room-ended"});
  EXPECT_EQ(twilio::form_value(last, "SequenceNumber"), "1");
  EXPECT_EQ(twilio::form_value(last, "RoomStatus"), "completed");
  EXPECT_EQ(twilio::form_value(last, "RoomDuration"), "60");
}

TEST_F(callback_form_test, tells_of_participants_and_tracks) {
  const track_record track{.ordinal = 3,
                           .sid = twilio::track_sid::generate(random),
                           .kind = track_kind::data,
                           .name = "chat",
                           .enabled = true,
                           .created = begun,
                           .updated = begun};
  const auto added = form({.event = "track-added", .participant = &ada, .track = &track});
  EXPECT_EQ(twilio::form_value(added, "ParticipantSid"), ada.sid.text());
  EXPECT_EQ(twilio::form_value(added, "ParticipantStatus"), "connected");
  EXPECT_EQ(twilio::form_value(added, "TrackSid"), track.sid.text());
  EXPECT_EQ(twilio::form_value(added, "TrackKind"), "data");
  EXPECT_EQ(twilio::form_value(added, "TrackName"), "chat");
  ada.ended = begun + 30s;
  const auto gone = form({.event = "participant-disconnected", .participant = &ada});
  EXPECT_EQ(twilio::form_value(gone, "ParticipantStatus"), "disconnected");
  EXPECT_EQ(twilio::form_value(gone, "ParticipantDuration"), "30");
}

TEST_F(callback_form_test, is_signed_as_twilio_signs) {
  const twilio::request_validator judge{auth_token};
  const auto parameters = form({.event = "room-created"});
  const auto posted = sign_callback(auth_token, {.room = room.sid,
                                                 .url = room.options.status_callback,
                                                 .method = callback_method::post,
                                                 .parameters = parameters});
  EXPECT_EQ(posted.url, room.options.status_callback);
  EXPECT_TRUE(judge.check_form(posted.url, posted.signature, twilio::parse_form(posted.body).value()));
  const auto got = sign_callback(auth_token, {.room = room.sid,
                                              .url = room.options.status_callback,
                                              .method = callback_method::get,
                                              .parameters = parameters});
  EXPECT_TRUE(got.body.empty());
  EXPECT_TRUE(got.url.starts_with("https://app.example/hook?a=b&AccountSid=AC"));
  EXPECT_TRUE(judge.check_form(got.url, got.signature, {}));
}

}  // namespace
}  // namespace flex_video::rooms
