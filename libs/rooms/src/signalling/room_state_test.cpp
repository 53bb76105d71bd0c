#include "signalling/room_state.hpp"

#include "signalling/signalling_errc.hpp"

#include "flex_video/base/random.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

#include <functional>

namespace flex_video::rooms {
namespace {

namespace json = boost::json;

class room_states : public testing::Test {
 protected:
  participant_memory participant(const std::string& identity) {
    return {.sid = twilio::participant_sid::generate(random_),
            .identity = identity,
            .session = session_digest::generate(random_),
            .revision = 7,
            .published_revision = 8,
            .subscribed_revision = 9,
            .client_revision = 3,
            .ready = {{.id = "camera-id",
                       .sid = twilio::track_sid::generate(random_),
                       .kind = track_kind::video,
                       .name = "Zo\xc3\xab's \"camera\"",
                       .enabled = false,
                       .priority = track_priority::high}},
            .failed = {{.id = "other-id", .reason = signalling_errc::track_name_duplicated}},
            .unused_connection = {}};
  }

  base::counting_random random_;
  room_state state_ = [this] {
    room_state state{.sid = twilio::room_sid::generate(random_),
                     .unique_name = "r\n1",
                     .max_participants = 4,
                     .ad_hoc = true,
                     .terms = {.type = room_type::group, .video_codecs = {video_codec::h264}},
                     .participants = {participant("alice"), participant("bob")},
                     .connections = {}};
    state.audiences = {{.publisher = "carol", .receivers = {"alice", "bob"}},
                       {.publisher = "dora", .receivers = {}}};
    state.participants[1].unused_connection = "bob-pc";
    state.participants[1].client_revision.reset();
    state.participants[1].wishes = {
        .subscribe_rules = {{.include = true, .publisher = "alice", .kind = track_kind::video},
                            {.include = false, .track = "t", .priority = track_priority::low}},
        .bandwidth_profile = bandwidth_profile{.active_speaker_priority = track_priority::high,
                                               .max_tracks = 3,
                                               .max_subscription_bandwidth = 400,
                                               .track_switch_off = switch_off_mode::detected},
        .media_signaling = {media_channel::active_speaker, media_channel::render_hints}};
    state.connections = {
        {.id = "pc", .first = state.participants[0].sid, .second = state.participants[1].sid, .revision = 5}};
    return state;
  }();
};

TEST_F(room_states, are_read_as_they_were_written) {
  const auto text = write_state(state_);
  const auto read = read_state(text);
  ASSERT_TRUE(read) << read.error().detail;
  const auto& room = std::get<room_state>(*read);
  EXPECT_EQ(write_state(room), text);
  EXPECT_EQ(room.audiences, state_.audiences);
  EXPECT_EQ(room.participants[0].ready[0].priority, track_priority::high);
  EXPECT_EQ(room.participants[0].failed[0].reason, signalling_errc::track_name_duplicated);
  EXPECT_EQ(room.participants[1].unused_connection, "bob-pc");
  EXPECT_EQ(room.connections[0].second, state_.participants[1].sid);
  EXPECT_EQ(room.terms, state_.terms);
  for (const auto which : {0u, 1u})
    EXPECT_EQ(room.participants[which].wishes, state_.participants[which].wishes);
}

TEST_F(room_states, of_a_server_before_there_were_group_rooms_are_peer_to_peer) {
  for (auto& who : state_.participants) who.wishes = {};
  auto room = json::parse(write_state(state_)).as_object();
  room.erase("type");
  room.erase("video_codecs");
  for (auto& who : room["participants"].as_array()) who.as_object().erase("wishes");
  const auto read = read_state(json::serialize(room));
  ASSERT_TRUE(read) << read.error().detail;
  EXPECT_EQ(std::get<room_state>(*read).terms.type, room_type::peer_to_peer);
  EXPECT_EQ(std::get<room_state>(*read).participants[1].wishes, media_wishes{});
}

TEST_F(room_states, tell_the_end_of_a_room) {
  const ended_room_state ended{
      .sid = state_.sid, .ended = base::time_point{std::chrono::hours{400'000}}, .record = "r"};
  const auto read = read_state(write_state(ended));
  ASSERT_TRUE(read) << read.error().detail;
  const auto& back = std::get<ended_room_state>(*read);
  EXPECT_EQ(back.ended, ended.ended);
  EXPECT_EQ(back.record, "r");
  EXPECT_FALSE(read_state(R"({"sid":"RM","ended":1,"record":""})"));
  EXPECT_FALSE(read_state(R"({"ended":1})"));
  EXPECT_FALSE(read_state(R"({"sid":")" + state_.sid.str() + R"(","ended":-1,"record":""})"));
}

TEST_F(room_states, are_refused_without_any_of_their_parts) {
  const std::function<void(json::object&)> spoil[] = {
      [](json::object& room) { room.erase("sid"); },
      [](json::object& room) { room["sid"] = "RM"; },
      [](json::object& room) { room["max_participants"] = -1; },
      [](json::object& room) { room["type"] = "round"; },
      [](json::object& room) { room["video_codecs"].as_array()[0] = "GIF"; },
      [](json::object& room) { room["participants"] = "many"; },
      [](json::object& room) { room["participants"].at(0).as_object().erase("session"); },
      [](json::object& room) { room["participants"].at(0).at("ready").at(0).as_object()["kind"] = "smell"; },
      [](json::object& room) { room["participants"].at(1).as_object()["wishes"] = 7; },
      [](json::object& room) {
        room["participants"].at(1).at("wishes").at("media_signaling").as_array()[0] = 1;
      },
      [](json::object& room) {
        room["participants"].at(1).at("wishes").at("subscribe_rules").at(0).as_object()["kind"] = "smell";
      },
      [](json::object& room) {
        room["participants"].at(1).at("wishes").at("bandwidth_profile").as_object().erase("max_tracks");
      },
      [](json::object& room) { room["participants"].as_array().pop_back(); },
      [](json::object& room) {
        auto& connection = room["connections"].at(0).as_object();
        connection["second"] = connection.at("first");
      }};
  for (const auto& change : spoil) {
    auto room = json::parse(write_state(state_)).as_object();
    change(room);
    const auto read = read_state(json::serialize(room));
    ASSERT_FALSE(read) << json::serialize(room);
    EXPECT_EQ(read.error().code, signalling_errc::message_invalid);
  }
  for (const auto* text : {"", "{", "[]", "null", "7"}) EXPECT_FALSE(read_state(text)) << text;
}

TEST(session_digest, tells_keys_apart_and_is_none) {
  base::counting_random random;
  const auto key = session_key::generate(random), other = session_key::generate(random);
  EXPECT_EQ(digest_of(key), digest_of(key));
  EXPECT_NE(digest_of(key), digest_of(other));
  EXPECT_NE(digest_of(key).str(), key.str());
}

}  // namespace
}  // namespace flex_video::rooms
