#include "rest/kept_records.hpp"

#include "rest/rooms_api.hpp"
#include "testing/room_fixture.hpp"

#include <boost/json/serialize.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// A server with its REST API; what it would send stays.
struct api_server : room_fixture {
  api_server() : room_fixture(keeping_rooms()) {}
  void watch() { server.watch(kept); }
  boost::json::object ask(const std::string& method, std::vector<std::string> path, twilio::form body = {}) {
    return api.answer({.method = method, .path = std::move(path), .query = {}, .body = std::move(body)})
        .value()
        .body.as_object();
  }

  std::vector<status_callback> callbacks;
  room_register records{{}, clock, [this](room_record& room, const room_moment& moment) {
                          callbacks.push_back({.room = room.sid,
                                               .url = "http://app.example/hook",
                                               .method = callback_method::post,
                                               .parameters = {{"Event", std::string{moment.event}}}});
                        }};
  std::shared_ptr<kept_records> kept = std::make_shared<kept_records>(
      records, [this](const twilio::room_sid&) { return callbacks; },
      [this](status_callback each) { callbacks.push_back(std::move(each)); });
  room_json json{test_credentials().account, "http://here", 16};
  rooms_api api{server, records, json, {}};
};

struct recalling : testing::Test {
  void restart() {
    after.take_over(before);
    after.watch();
  }
  static std::string text(const boost::json::object& answer) { return boost::json::serialize(answer); }

  api_server before, after;
  boost::json::object made = [this] {
    before.watch();
    return before.ask("POST", {}, {{"UniqueName", "r1"}, {"AudioOnly", "true"}});
  }();
  std::string sid{made.at("sid").as_string()};
};

TEST_F(recalling, a_room_that_ended_is_told_as_before) {
  before.hang_up(before.join("ada", "r1").socket, 1001);
  before.join("ben", "r1");
  ASSERT_TRUE(before.server.complete_room(*core::room_sid::parse(sid)));
  restart();
  EXPECT_EQ(after.ask("GET", {sid}), before.ask("GET", {sid}));
  EXPECT_EQ(after.ask("GET", {sid, "Participants"}), before.ask("GET", {sid, "Participants"}));
  EXPECT_THAT(text(after.ask("GET", {sid, "Participants"})), HasSubstr("ada"));
}

TEST_F(recalling, who_left_and_rules_that_were_set_later_are_known_of_a_room_in_progress) {
  const auto ada = before.join("ada", "r1");
  const auto ben = before.join("ben", "r1");
  before.server.take_changes();
  const twilio::form rules{{"Rules", R"([{"type":"exclude","kind":"video"}])"}};
  const auto of_room = before.ask("POST", {sid, "RecordingRules"}, rules);
  const auto of_ben = before.ask("POST", {sid, "Participants", "ben", "SubscribeRules"}, rules);
  before.hang_up(ada.socket, 1001);
  const auto gone = before.ask("GET", {sid, "Participants", ada.sid});
  before.ask("POST", {sid, "Participants", ada.sid, "Anonymize"});
  restart();
  EXPECT_EQ(after.ask("GET", {sid, "RecordingRules"}), of_room);
  EXPECT_EQ(after.ask("GET", {sid, "Participants", "ben", "SubscribeRules"}), of_ben);
  const auto back = after.ask("GET", {sid, "Participants", ada.sid});
  EXPECT_EQ(back.at("duration"), gone.at("duration"));
  EXPECT_EQ(back.at("identity"), back.at("sid")) << "anonymized";
  EXPECT_EQ(after.ask("GET", {sid, "Participants", "ben"}).at("start_time"),
            before.ask("GET", {sid, "Participants", "ben"}).at("start_time"));
}

TEST_F(recalling, rules_alone_are_a_change) {
  before.server.take_changes();
  before.ask("POST", {sid, "RecordingRules"}, {{"Rules", R"([{"type":"exclude","all":true}])"}});
  EXPECT_EQ(before.server.take_changes().size(), 1u);
}

TEST_F(recalling, callbacks_that_wait_are_sent_and_nothing_is_told_twice) {
  before.join("ada", "r1");
  restart();
  ASSERT_EQ(after.callbacks.size(), before.callbacks.size());
  EXPECT_EQ(after.callbacks[0].parameters[0].value, "room-created");
  EXPECT_EQ(after.callbacks[1].url, "http://app.example/hook");
}

TEST_F(recalling, a_room_is_forgotten_in_its_time) {
  ASSERT_TRUE(before.server.complete_room(*core::room_sid::parse(sid)));
  restart();
  after.clock.advance(limits{}.ended_rooms_for);
  EXPECT_EQ(after.server.take_changes().at(0).state, std::nullopt);
  EXPECT_FALSE(after.records.find(sid));
}

TEST_F(recalling, what_nobody_has_written_is_no_memory) {
  for (const auto* text : {"", "{", "[]", R"({"record":{}})", R"({"callbacks":[{}]})", R"({"callbacks":7})"})
    EXPECT_FALSE(read_room_memory(text)) << text;
}

}  // namespace
}  // namespace flex_video::rooms
