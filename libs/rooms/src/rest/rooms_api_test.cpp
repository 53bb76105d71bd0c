#include "rest/rooms_api.hpp"

#include "testing/room_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

struct rooms_api_test : testing::Test, room_fixture {
  rooms_api_test() { server.watch(records); }

  rest_result<rest_answer> ask(std::string method, std::vector<std::string> path, twilio::form form = {}) {
    rest_request request{.method = std::move(method), .path = std::move(path)};
    (request.method == "POST" ? request.body : request.query) = std::move(form);
    return api.answer(request);
  }
  boost::json::value get(std::vector<std::string> path, twilio::form query = {}) {
    auto answer = ask("GET", std::move(path), std::move(query));
    EXPECT_TRUE(answer) << answer.error().message;
    return answer ? answer->body : boost::json::value{};
  }
  boost::json::value post(std::vector<std::string> path, twilio::form form) {
    auto answer = ask("POST", std::move(path), std::move(form));
    EXPECT_TRUE(answer) << answer.error().message;
    return answer ? answer->body : boost::json::value{};
  }
  int refusal(std::string method, std::vector<std::string> path, twilio::form form = {}) {
    const auto answer = ask(std::move(method), std::move(path), std::move(form));
    return answer ? 0 : answer.error().code;
  }
  std::vector<std::string> listed(std::vector<std::string> path, twilio::form query, std::string_view key,
                                  std::string_view member) {
    std::vector<std::string> found;
    const auto body = get(std::move(path), std::move(query));
    for (const auto& each : body.at(key).as_array()) found.emplace_back(each.at(member).as_string());
    return found;
  }
  std::vector<std::string> names(twilio::form query) { return listed({}, query, "rooms", "unique_name"); }
  std::vector<std::string> people(twilio::form query) {
    return listed({"r1", "Participants"}, query, "participants", "identity");
  }

  std::shared_ptr<room_register> records = std::make_shared<room_register>(register_limits{}, clock, nullptr);
  room_json json{*twilio::account_sid::parse("AC" + std::string(32, '1')), "http://here", 16};
  rooms_api api{server, *records, json, limits{}};
};

TEST_F(rooms_api_test, makes_a_room_once) {
  const auto made = ask("POST", {}, {{"UniqueName", "r1"}, {"MaxParticipants", "1"}});
  ASSERT_TRUE(made);
  EXPECT_EQ(made->status, 201u);
  const auto sid = text_at(made->body, "/sid");
  EXPECT_EQ(text_at(made->body, "/url"), "http://here/v1/Rooms/" + sid);
  EXPECT_EQ(text_at(made->body, "/date_created"), "2027-01-15T08:00:00Z");
  EXPECT_EQ(get({"r1"}), get({sid}));
  EXPECT_EQ(refusal("POST", {}, {{"UniqueName", "r1"}}), 53113);
  EXPECT_EQ(refusal("POST", {}, {{"UniqueName", std::string(129, 'x')}}), 53101);
  EXPECT_EQ(refusal("POST", {}, {{"UniqueName", "RM" + std::string(32, '0')}}), 53100);
  join("ada", "r1");
  EXPECT_EQ(at(join("ben", "r1").greeting, "/code"), 53105);
}

TEST_F(rooms_api_test, a_nameless_room_is_called_by_its_sid) {
  const auto made = post({}, {});
  EXPECT_EQ(at(made, "/sid"), at(made, "/unique_name"));
}

TEST_F(rooms_api_test, ends_a_room_once) {
  const auto sid = text_at(post({}, {{"UniqueName", "r1"}}), "/sid");
  EXPECT_EQ(refusal("POST", {"r1"}, {{"Status", "in-progress"}}), 53112);
  pass(90s);
  const auto ended = post({"r1"}, {{"Status", "completed"}});
  EXPECT_EQ(text_at(ended, "/status"), "completed");
  EXPECT_EQ(at(ended, "/duration"), 90);
  EXPECT_EQ(refusal("GET", {"r1"}), 20404) << "a name is for rooms in progress";
  EXPECT_EQ(get({sid}), ended);
  EXPECT_EQ(refusal("POST", {sid}, {{"Status", "completed"}}), 53112);
}

TEST_F(rooms_api_test, lists_by_status_name_and_date) {
  for (const auto* name : {"a", "b", "c"}) {
    post({}, {{"UniqueName", name}});
    pass(60s);
  }
  post({"b"}, {{"Status", "completed"}});
  EXPECT_THAT(names({}), ElementsAre("c", "a"));
  EXPECT_THAT(names({{"Status", "completed"}}), ElementsAre("b"));
  EXPECT_THAT(names({{"UniqueName", "a"}}), ElementsAre("a"));
  EXPECT_THAT(names({{"DateCreatedAfter", "2027-01-15T08:01:00Z"}}), ElementsAre("c"));
  EXPECT_THAT(names({{"DateCreatedBefore", "2027-01-15T08:01:00Z"}}), ElementsAre("a"));
  EXPECT_THAT(names({{"DateCreatedAfter", "2027-01-15"}}), ElementsAre("c", "a"));
  EXPECT_THAT(names({{"DateCreatedBefore", "2027-01-15"}}), ElementsAre());
  EXPECT_EQ(refusal("GET", {}, {{"DateCreatedAfter", "yesterday"}}), 20001);
  EXPECT_EQ(refusal("GET", {}, {{"Status", "odd"}}), 53112);
  EXPECT_EQ(refusal("GET", {}, {{"PageSize", "0"}}), 20001);
}

TEST_F(rooms_api_test, lists_who_is_inside_and_who_was) {
  post({}, {{"UniqueName", "r1"}});
  const auto ada = join("ada", "r1");
  join("ben", "r1");
  hang_up(ada.socket, 1001);
  EXPECT_THAT(people({}), ElementsAre("ben"));
  EXPECT_THAT(people({{"Status", "disconnected"}}), ElementsAre("ada"));
  EXPECT_THAT(people({{"Identity", "ada"}, {"Status", "disconnected"}}), ElementsAre("ada"));
  EXPECT_THAT(people({{"Identity", "ada"}}), ElementsAre());
  EXPECT_EQ(refusal("GET", {"r1", "Participants"}, {{"Status", "odd"}}), 53209);
  EXPECT_EQ(text_at(get({"r1", "Participants", ada.sid}), "/status"), "disconnected");
  EXPECT_EQ(refusal("GET", {"r1", "Participants", "eve"}), 20404);
}

TEST_F(rooms_api_test, removes_a_participant) {
  post({}, {{"UniqueName", "r1"}});
  const auto ada = join("ada", "r1");
  EXPECT_EQ(refusal("POST", {"r1", "Participants", "ada"}, {{"Status", "connected"}}), 53209);
  const auto gone = post({"r1", "Participants", "ada"}, {{"Status", "disconnected"}});
  EXPECT_EQ(text_at(gone, "/status"), "disconnected");
  EXPECT_EQ(text_at(take(ada.socket).at(0), "/status"), "disconnected");
  EXPECT_EQ(post({"r1", "Participants", ada.sid}, {{"Status", "disconnected"}}), gone);
}

TEST_F(rooms_api_test, lists_tracks_of_publishers_and_subscribers) {
  post({}, {{"UniqueName", "r1"}});
  join("ada", "r1");
  const auto ben = join("ben", "r1");
  EXPECT_THAT(listed({"r1", "Participants", "ada", "PublishedTracks"}, {}, "published_tracks", "name"),
              ElementsAre("ada-track"));
  const auto heard =
      listed({"r1", "Participants", "ben", "SubscribedTracks"}, {}, "subscribed_tracks", "sid");
  ASSERT_EQ(heard.size(), 1u);
  EXPECT_EQ(text_at(get({"r1", "Participants", "ben", "SubscribedTracks", heard[0]}), "/name"), "ada-track");
  EXPECT_EQ(text_at(get({"r1", "Participants", "ada", "PublishedTracks", heard[0]}), "/kind"), "video");
  EXPECT_EQ(refusal("GET", {"r1", "Participants", "ben", "PublishedTracks", heard[0]}), 20404);
  hang_up(ben.socket, 1001);
  EXPECT_TRUE(
      listed({"r1", "Participants", "ben", "SubscribedTracks"}, {}, "subscribed_tracks", "sid").empty());
}

TEST_F(rooms_api_test, keeps_rules) {
  post({}, {{"UniqueName", "r1"}});
  join("ada", "r1");
  constexpr auto exclude = R"([{"type":"exclude","kind":"video"}])";
  EXPECT_EQ(at(get({"r1", "RecordingRules"}), "/rules/0/type"), "exclude");
  EXPECT_EQ(at(post({"r1", "RecordingRules"}, {{"Rules", exclude}}), "/rules/0/kind"), "video");
  EXPECT_EQ(at(get({"r1", "RecordingRules"}), "/rules/0/kind"), "video");
  EXPECT_EQ(refusal("POST", {"r1", "RecordingRules"}, {{"Rules", R"([{"type":"include","all":true}])"}}),
            53122);
  EXPECT_EQ(refusal("POST", {"r1", "RecordingRules"}, {}), 53120);
  const std::vector<std::string> subscribe{"r1", "Participants", "ada", "SubscribeRules"};
  EXPECT_EQ(at(get(subscribe), "/rules/0/type"), "include");
  EXPECT_EQ(at(post(subscribe, {{"Rules", exclude}}), "/rules/0/kind"), "video");
  EXPECT_EQ(at(get(subscribe), "/rules/0/kind"), "video");
  EXPECT_EQ(refusal("POST", subscribe, {{"Rules", "[]"}}), 53215);
}

TEST_F(rooms_api_test, forgets_names_of_those_who_left) {
  post({}, {{"UniqueName", "r1"}});
  const auto ada = join("ada", "r1");
  EXPECT_EQ(refusal("POST", {"r1", "Participants", "ada", "Anonymize"}), 20001);
  hang_up(ada.socket, 1001);
  EXPECT_EQ(text_at(post({"r1", "Participants", "ada", "Anonymize"}, {}), "/identity"), ada.sid);
  EXPECT_EQ(refusal("GET", {"r1", "Participants", "ada"}), 20404);
}

TEST_F(rooms_api_test, knows_no_other_resource_and_no_other_method) {
  post({}, {{"UniqueName", "r1"}});
  join("ada", "r1");
  for (const auto& path :
       std::vector<std::vector<std::string>>{{"none"},
                                             {"r1", "Else"},
                                             {"r1", "RecordingRules", "x"},
                                             {"r1", "Recordings", "RT1"},
                                             {"r1", "Participants", "ada", "Else"},
                                             {"r1", "Participants", "ada", "Anonymize", "x"}})
    EXPECT_EQ(refusal("GET", path), 20404) << path.back();
  for (const auto& path :
       std::vector<std::vector<std::string>>{{},
                                             {"r1"},
                                             {"r1", "RecordingRules"},
                                             {"r1", "Recordings"},
                                             {"r1", "Participants"},
                                             {"r1", "Participants", "ada"},
                                             {"r1", "Participants", "ada", "PublishedTracks"},
                                             {"r1", "Participants", "ada", "SubscribedTracks"},
                                             {"r1", "Participants", "ada", "SubscribeRules"},
                                             {"r1", "Participants", "ada", "Anonymize"}})
    EXPECT_EQ(refusal("OTHER", path), 20004);
}

}  // namespace
}  // namespace flex_video::rooms
