#include "rest/room_creation.hpp"

#include "rest/room_note.hpp"
#include "rest/rules.hpp"

#include <gmock/gmock.h>

namespace flex_video::rooms {
namespace {

using namespace std::chrono_literals;

constexpr room_offer peer_to_peer{.largest = 50, .groups = false, .recordings = false};
constexpr room_offer both{.largest = 50, .groups = true, .recordings = true};

int code_of(const twilio::form& form, const room_offer& offer = peer_to_peer) {
  const auto read = read_room_creation(form, offer);
  return read ? 0 : read.error().code;
}

TEST(room_creation, has_twilio_s_defaults) {
  const auto wish = read_room_creation({}, both).value();
  EXPECT_EQ(wish.settings.unique_name, std::nullopt);
  EXPECT_EQ(wish.settings.terms, (room_terms{.type = room_type::peer_to_peer,
                                             .video_codecs = {video_codec::vp8, video_codec::h264},
                                             .audio_only = false,
                                             .max_participant_duration = 4h,
                                             .empty_room_timeout = 5min,
                                             .unused_room_timeout = 5min}));
  EXPECT_FALSE(wish.options.go);
  EXPECT_TRUE(wish.options.enable_turn);
}

TEST(room_creation, takes_every_parameter) {
  const auto wish = read_room_creation({{"UniqueName", "den/1"},
                                        {"Type", "peer-to-peer"},
                                        {"MaxParticipants", "4"},
                                        {"StatusCallback", "https://app.example/hook?a=b"},
                                        {"StatusCallbackMethod", "GET"},
                                        {"RecordParticipantsOnConnect", "false"},
                                        {"TranscribeParticipantsOnConnect", "False"},
                                        {"VideoCodecs", "H264"},
                                        {"MediaRegion", "de1"},
                                        {"RecordingRules", R"([{"type":"exclude","all":true}])"},
                                        {"AudioOnly", "true"},
                                        {"MaxParticipantDuration", "600"},
                                        {"EmptyRoomTimeout", "60"},
                                        {"UnusedRoomTimeout", "1"},
                                        {"LargeRoom", "true"},
                                        {"EnableTurn", "false"}},
                                       peer_to_peer)
                        .value();
  EXPECT_EQ(wish.settings.unique_name, "den/1");
  EXPECT_EQ(wish.settings.max_participants, 4u);
  EXPECT_EQ(wish.settings.terms, (room_terms{.type = room_type::peer_to_peer,
                                             .video_codecs = {video_codec::h264},
                                             .audio_only = true,
                                             .max_participant_duration = 600s,
                                             .empty_room_timeout = 60min,
                                             .unused_room_timeout = 1min}));
  const auto note = read_room_note(
      write_room_note({.created = base::time_point{std::chrono::milliseconds{7}}, .options = wish.options}));
  EXPECT_EQ(note.created, base::time_point{std::chrono::milliseconds{7}});
  EXPECT_EQ(note.options.status_callback, "https://app.example/hook?a=b");
  EXPECT_EQ(note.options.status_callback_method, callback_method::get);
  EXPECT_EQ(note.options.media_region, "de1");
  EXPECT_EQ(wish.recording_rules.size(), 1u);
  EXPECT_TRUE(note.options.large_room);
  EXPECT_FALSE(note.options.enable_turn);
}

TEST(room_creation, refuses_with_twilio_s_codes) {
  EXPECT_EQ(code_of({{"Type", "group"}}), 53126);
  EXPECT_EQ(code_of({{"Type", "group-small"}}), 53126);
  EXPECT_EQ(code_of({{"Type", "round"}}), 53108);
  EXPECT_EQ(code_of({{"UniqueName", "a\nb"}}), 53102);
  for (const auto* number : {"0", "51", "-1", "1.5", "ten", "99999999999999999999"})
    EXPECT_EQ(code_of({{"MaxParticipants", number}}), 53107) << number;
  for (const auto* minutes : {"0", "61", "a"}) {
    EXPECT_EQ(code_of({{"EmptyRoomTimeout", minutes}}), 53109) << minutes;
    EXPECT_EQ(code_of({{"UnusedRoomTimeout", minutes}}), 53109) << minutes;
  }
  for (const auto* seconds : {"599", "86401"})
    EXPECT_EQ(code_of({{"MaxParticipantDuration", seconds}}), 53123) << seconds;
  EXPECT_EQ(code_of({{"StatusCallbackMethod", "PUT"}}), 53110);
  EXPECT_EQ(code_of({{"MediaRegion", "moon"}}), 53115);
  EXPECT_EQ(code_of({{"RecordingRules", "[]"}}), 53120);
  EXPECT_EQ(code_of({{"AudioOnly", "perhaps"}}), 20001);
  EXPECT_EQ(code_of({{"VideoCodecs", "VP8"}, {"VideoCodecs", "GIF"}}), 20001);
}

TEST(room_creation, refuses_what_no_peer_to_peer_room_can_do) {
  EXPECT_EQ(code_of({{"RecordParticipantsOnConnect", "true"}}), 53114);
  EXPECT_EQ(code_of({{"TranscribeParticipantsOnConnect", "true"}}), 53114);
  EXPECT_EQ(code_of({{"RecordingRules", R"([{"type":"include","all":true}])"}}), 53114);
}

TEST(room_creation, takes_which_tracks_of_a_group_room_are_recorded) {
  const auto recorded =
      read_room_creation({{"Type", "group"}, {"RecordParticipantsOnConnect", "true"}}, both);
  EXPECT_EQ(recorded->recording_rules, all_tracks("include"));
  EXPECT_TRUE(read_room_note(write_room_note({.created = base::time_point{}, .options = recorded->options}))
                  .options.record_participants_on_connect);
  const auto* const audio = R"([{"type":"include","kind":"audio"}])";
  const auto heard = read_room_creation(
      {{"Type", "group"}, {"RecordParticipantsOnConnect", "true"}, {"RecordingRules", audio}}, both);
  EXPECT_EQ(heard->recording_rules.at(0).at("kind"), "audio");
  EXPECT_THAT(read_room_creation({{"Type", "group"}}, both)->recording_rules, testing::IsEmpty());
  constexpr room_offer unrecorded{.largest = 50, .groups = true, .recordings = false};
  EXPECT_EQ(code_of({{"Type", "group"}, {"RecordParticipantsOnConnect", "true"}}, unrecorded), 53114);
  EXPECT_EQ(code_of({{"Type", "group"}, {"RecordingRules", audio}}, unrecorded), 53114);
  EXPECT_EQ(code_of({{"RecordParticipantsOnConnect", "true"}}, both), 53114) << "it is peer-to-peer";
}

TEST(room_creation, has_group_rooms_where_there_is_a_media_engine) {
  for (const auto* type : {"group", "group-small"})
    EXPECT_EQ(read_room_creation({{"Type", type}}, both)->settings.terms.type, room_type::group);
  EXPECT_EQ(code_of({{"Type", "round"}}, both), 53108);
}

TEST(room_creation, a_go_room_has_two_places) {
  EXPECT_EQ(read_room_creation({{"Type", "go"}}, both)->settings.max_participants, 2u);
  EXPECT_EQ(code_of({{"Type", "go"}, {"MaxParticipants", "3"}}), 53107);
}

TEST(room_creation, refuses_addresses_that_can_t_be_called) {
  for (const auto& url :
       {std::string{"app.example"}, std::string{"ftp://app.example/"}, std::string{"http://"},
        std::string{"http:///x"}, std::string{"https://user:pass@app.example/"},
        std::string{"http://app.example/a b"}, std::string{"http://app.example/\r\nX: y"},
        std::string{"http://:80/"}, "https://app.example/" + std::string(1'024, 'x')})
    EXPECT_EQ(code_of({{"StatusCallback", url}}), 53111) << url;
  EXPECT_EQ(code_of({{"StatusCallback", "http://127.0.0.1:8080/hook?a=%20#b"}}), 0);
}

TEST(room_note, of_a_room_made_otherwise_is_the_defaults) {
  for (const auto* text : {"", "{", "[]", "{}", R"({"created":"then"})"}) {
    const auto note = read_room_note(text);
    EXPECT_FALSE(note.created) << text;
    EXPECT_TRUE(note.options.status_callback.empty()) << text;
  }
}

}  // namespace
}  // namespace flex_video::rooms
