#include "signalling/message_writer.hpp"

#include "signalling/signalling_errc.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

boost::json::value parsed(std::string_view text) { return boost::json::parse({text.data(), text.size()}); }

const auto participant = *twilio::participant_sid::parse("PA" + std::string(32, '1'));
const auto video = *twilio::track_sid::parse("MT" + std::string(32, '2'));
const auto room_sid = *twilio::room_sid::parse("RM" + std::string(32, '3'));

participant_view alice() {
  return {.sid = participant,
          .identity = "alice \"A\"",
          .state = participant_state::reconnecting,
          .revision = 4,
          .tracks = {{.id = "t1",
                      .sid = video,
                      .kind = track_kind::video,
                      .name = "camera",
                      .enabled = false,
                      .priority = track_priority::low}}};
}

TEST(message_writer, writes_news_of_a_participant) {
  EXPECT_EQ(
      parsed(write_update(
          {.participants = {alice()}, .published = {}, .subscribed = {}, .peer_connections = {}})),
      parsed(R"({"type":"update","version":2,"participants":[{"sid":"PA11111111111111111111111111111111",
    "identity":"alice \"A\"","state":"reconnecting","revision":4,"tracks":[{"id":"t1",
    "sid":"MT22222222222222222222222222222222","kind":"video","name":"camera","enabled":false,"priority":"low"}]}]})"));
}

TEST(message_writer, writes_what_became_of_tracks) {
  const published_view published{.revision = 2,
                                 .ready = alice().tracks,
                                 .failed = {{.id = "t2", .reason = signalling_errc::track_name_duplicated}}};
  EXPECT_EQ(parsed(write_update(
                {.participants = {}, .published = published, .subscribed = {}, .peer_connections = {}})),
            parsed(R"({"type":"update","version":2,"published":{"revision":2,"tracks":[
    {"id":"t1","sid":"MT22222222222222222222222222222222","state":"ready"},
    {"id":"t2","state":"failed","error":{"code":53304,"message":"The track name is taken"}}]}})"));
}

TEST(message_writer, writes_peer_connections_as_they_came) {
  const peer_connection_state state{
      .id = "p1",
      .description = description{description_type::offer, 3, R"(v=0\r\no=\"x\"\r\n)"},
      .ice =
          ice_state{.ufrag = "uf", .revision = 1, .candidates = {{"c1", "0", 0, "uf"}, {"c2", {}, {}, {}}}}};
  EXPECT_EQ(parsed(write_update(
                {.participants = {}, .published = {}, .subscribed = {}, .peer_connections = {state}})),
            parsed(R"({"type":"update","version":2,"peer_connections":[{"id":"p1",
    "description":{"type":"offer","revision":3,"sdp":"v=0\r\no=\"x\"\r\n"},
    "ice":{"ufrag":"uf","revision":1,"candidates":[{"candidate":"c1","sdpMid":"0","sdpMLineIndex":0,
    "usernameFragment":"uf"},{"candidate":"c2"}]}}]})"));
}

TEST(message_writer, greets_with_everything_the_sdk_needs) {
  room_snapshot snapshot{.sid = room_sid,
                         .name = "r1",
                         .session = base::secret{"SECRET"},
                         .session_timeout = std::chrono::seconds{30},
                         .self = alice(),
                         .participants = {},
                         .published = {.revision = 1, .ready = {}, .failed = {}},
                         .subscribed = {.revision = 7, .tracks = {{.id = "t9", .sid = video}}},
                         .peer_connections = {}};
  const auto message = parsed(write_connected(snapshot)).as_object();
  EXPECT_EQ(message.at("type"), "connected");
  EXPECT_EQ(message.at("session"), "SECRET");
  EXPECT_EQ(message.at("sid"), "RM33333333333333333333333333333333");
  EXPECT_EQ(message.at("options").at("session_timeout"), 30);
  EXPECT_FALSE(message.at("options").as_object().contains("media_region"));
  EXPECT_EQ(message.at("subscribed"),
            parsed(R"({"revision":7,"tracks":[{"id":"t9","sid":"MT22222222222222222222222222222222"}]})"));
  EXPECT_EQ(message.at("participants"), parsed("[]"));
  EXPECT_EQ(message.at("peer_connections"), parsed("[]"));
  EXPECT_EQ(message.at("media_signaling"), parsed("{}"));
  EXPECT_EQ(parsed(write_synced(snapshot)).at("type"), "synced");

  snapshot.media_signalling = media_signalling_view{{{.name = "active_speaker", .label = "l1"}}};
  const auto group = parsed(write_connected(snapshot)).as_object();
  EXPECT_EQ(group.at("options").at("media_region"), "us1");
  EXPECT_EQ(group.at("options").at("audio_processors"), parsed(R"(["krisp"])"));
  EXPECT_EQ(group.at("media_signaling"),
            parsed(R"({"active_speaker":{"transport":{"type":"data-channel","label":"l1"}}})"));
}

TEST(message_writer, tells_of_other_channels_for_media_signalling) {
  room_update news;
  news.media_signalling = media_signalling_view{{{.name = "track_priority", .label = "l2"}}};
  EXPECT_EQ(parsed(write_update(news)), parsed(R"({"type":"update","version":2,
    "media_signaling":{"track_priority":{"transport":{"type":"data-channel","label":"l2"}}}})"));
}

TEST(message_writer, writes_the_ends) {
  EXPECT_EQ(parsed(write_error(signalling_errc::room_full)),
            parsed(R"({"type":"error","version":2,"code":53105,"message":"The room is full"})"));
  EXPECT_EQ(parsed(write_completed()), parsed(R"({"type":"disconnected","version":2,"status":"completed"})"));
  EXPECT_EQ(parsed(write_removed()),
            parsed(R"({"type":"disconnected","version":2,"status":"disconnected"})"));
  EXPECT_EQ(parsed(write_iced()), parsed(R"({"type":"iced","version":1,"ice_servers":[]})"));
}

}  // namespace
}  // namespace flex_video::rooms
