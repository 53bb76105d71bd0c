#include "testing/room_fixture.hpp"

#include <boost/json/serialize.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

namespace json = boost::json;

/// Ada publishes in a room where Sue may only watch.
struct watching : testing::Test, room_fixture {
  explicit watching(room_server_options options = {}) : room_fixture(options) {
    server.create_room({.unique_name = "r1", .max_participants = 4}).value();
    ada = join("ada", "r1");
    sue = join_to_watch("sue", "r1");
    take(ada.socket);
  }

  json::object description(std::string_view type, int revision, std::string_view sdp) {
    return {
        {"id", sue.connection},
        {"description", {{"type", std::string{type}}, {"revision", revision}, {"sdp", std::string{sdp}}}}};
  }
  /// Whether Ada was told of any track of Sue's.
  bool ada_knows_a_track_of_sue() {
    for (const auto& body : take(ada.socket)) {
      const auto participants = at(body, "/participants");
      if (!participants.is_array()) continue;
      for (const auto& who : participants.as_array()) {
        if (at(who, "/identity") == "sue" && !at(who, "/tracks").as_array().empty()) return true;
      }
    }
    return false;
  }

  guest ada, sue;
};

constexpr std::string_view receives = "v=0\r\nm=audio 9 x\r\na=mid:0\r\na=recvonly\r\n";
constexpr std::string_view sends = "v=0\r\nm=audio 9 x\r\na=mid:0\r\na=sendrecv\r\n";

TEST_F(watching, sees_the_others_and_fails_to_publish_at_once) {
  EXPECT_EQ(text_at(sue.greeting, "/participants/0/identity"), "ada");
  EXPECT_EQ(at(sue.greeting, "/subscribed/tracks").as_array().size(), 1u);
  EXPECT_EQ(text_at(sue.greeting, "/published/tracks/0/state"), "failed");
  EXPECT_EQ(at(sue.greeting, "/published/tracks/0/error/code"), 53203) << sue.greeting;
}

TEST_F(watching, fails_to_publish_anything_later) {
  for (const auto* kind : {"audio", "video", "data"}) {
    publish(sue, {track(kind, kind, kind)});
    const auto told = take(sue.socket);
    ASSERT_FALSE(told.empty());
    EXPECT_EQ(at(told.back(), "/published/tracks/0/error/code"), 53203) << told.back();
  }
  EXPECT_FALSE(ada_knows_a_track_of_sue());
}

TEST_F(watching, negotiates_to_receive) {
  say(sue, description("offer", 2, receives));
  EXPECT_EQ(closed(sue.socket), std::nullopt);
}

TEST_F(watching, is_dropped_for_media_that_is_to_be_sent) {
  say(sue, description("offer", 2, sends));
  EXPECT_EQ(closed(sue.socket), 1002);
  for (const auto& body : take(ada.socket))
    EXPECT_EQ(json::serialize(body).find("sendrecv"), std::string::npos) << body;
}

TEST_F(watching, is_dropped_for_an_answer_that_sends) {
  say(sue, description("answer", 1, sends));
  EXPECT_EQ(closed(sue.socket), 1002);
}

TEST_F(watching, may_not_come_in_sending_nor_resume_so) {
  const auto intruder = open();
  send(intruder, connect_body(token("eve", {}, false), "r1", {}, description("offer", 1, sends)));
  EXPECT_EQ(closed(intruder), 1002);
  hang_up(sue.socket, 1006);
  resume(sue, {description("offer", 2, sends)});
  EXPECT_EQ(closed(sue.socket), 1002);
}

TEST_F(watching, leaves_those_who_publish_alone) {
  say(ada, {{"id", ada.connection},
            {"description", {{"type", "offer"}, {"revision", 2}, {"sdp", std::string{sends}}}}});
  EXPECT_EQ(closed(ada.socket), std::nullopt);
}

struct watching_over_a_restart : watching {
  watching_over_a_restart() : watching(keeping_rooms()) {}
};

TEST_F(watching_over_a_restart, still_only_watches) {
  room_fixture after;
  ASSERT_EQ(after.take_over(*this), 1u);
  after.resume(sue);
  after.publish(sue, {track("cam", "cam")});
  const auto told = after.take(sue.socket);
  ASSERT_FALSE(told.empty());
  EXPECT_EQ(at(told.back(), "/published/tracks/0/error/code"), 53203) << told.back();
}

}  // namespace
}  // namespace flex_video::rooms
