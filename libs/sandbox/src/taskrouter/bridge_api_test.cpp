#include "taskrouter/bridge_api.hpp"

#include "test_parts.hpp"

#include <gtest/gtest.h>

namespace flex_video::sandbox {
namespace {

class bridge_api_test : public testing::Test {
 protected:
  web_reply ask(std::string_view method, std::string_view rest, const json::object& parameters = {}) {
    const json::object body{
        {"method", method},
        {"url", "Workspaces/" + test.parts.account.workspace.str() + '/' + std::string{rest}},
        {"params", parameters},
        {"token", token}};
    return test.http("POST", "event-bridge.twilio.com", "/v1/wschannels", json::serialize(body));
  }
  json::value payload(std::string_view method, std::string_view rest, const json::object& parameters = {}) {
    return object_of(ask(method, rest, parameters)).at("payload");
  }
  std::string worker(std::string_view rest = {}) {
    return "Workers/" + test.who("ada").worker.str() + std::string{rest};
  }

  test_parts test;
  std::string token = test.token("ada");
};

TEST_F(bridge_api_test, greets_with_a_lifetime_in_milliseconds) {
  const auto greeting = test.parts.bridge.greeting(test.who("ada"));
  EXPECT_EQ(greeting.at("event_type"), "init");
  EXPECT_EQ(greeting.at("payload").at("channel_id"), json::value(test.who("ada").worker.text()));
  EXPECT_EQ(greeting.at("payload").at("token_lifetime"), 3'600'000);
}

TEST_F(bridge_api_test, shows_what_a_worker_starts_with) {
  test.arrive();
  EXPECT_EQ(payload("GET", worker()).at("friendly_name"), "ada");
  EXPECT_EQ(payload("GET", "Activities").at("contents").as_array().size(), 3u);
  EXPECT_EQ(payload("GET", worker("/WorkerChannels")).at("contents").at(0).at("assigned_tasks"), 1);
  const auto reservations = payload("GET", worker("/Reservations"));
  ASSERT_EQ(reservations.at("contents").as_array().size(), 1u);
  EXPECT_TRUE(reservations.at("contents").at(0).at("task").at("attributes").is_string());
  EXPECT_TRUE(reservations.at("after_sid").is_null());
  EXPECT_EQ(payload("GET", "Workers").at("contents").as_array().size(), 2u);
  EXPECT_EQ(payload("GET", "TaskQueues").at("contents").as_array().size(), 1u);
}

TEST_F(bridge_api_test, accepts_a_reservation_and_brings_the_agent_in) {
  const auto contact = test.arrive();
  const auto done = payload("POST", worker("/Reservations/" + contact.held->sid.str()),
                            {{"ReservationStatus", "accepted"}});
  EXPECT_EQ(done.at("reservation_status"), "accepted");
  EXPECT_TRUE(contact.talk->find_member("ada"));
}

TEST_F(bridge_api_test, takes_attributes_as_object_and_as_text) {
  const auto contact = test.arrive();
  const auto path = "Tasks/" + contact.held->task.sid.str();
  EXPECT_EQ(payload("POST", path, {{"Attributes", {{"a", 1}}}}).at("attributes"), R"({"a":1})");
  EXPECT_EQ(payload("POST", path, {{"Attributes", R"({"b":2})"}}).at("attributes"), R"({"b":2})");
  EXPECT_EQ(ask("POST", path, {{"Attributes", "[]"}}).status, 400u);
  EXPECT_EQ(ask("POST", path, {{"Attributes", 7}}).status, 400u);
}

TEST_F(bridge_api_test, changes_the_activity_when_asked_to) {
  const auto& pause = test.parts.account.activities.back();
  EXPECT_EQ(payload("POST", worker(), {{"ActivitySid", pause.sid}}).at("activity_name"), "Break");
  EXPECT_EQ(ask("POST", worker(), {{"ActivitySid", "WA0"}}).status, 400u);
}

TEST_F(bridge_api_test, refuses_unknown_sids_and_wrong_ways) {
  const auto contact = test.arrive();
  EXPECT_EQ(ask("GET", "Workers/WK1").status, 404u);
  EXPECT_EQ(ask("GET", "Tasks/WT1").status, 404u);
  EXPECT_EQ(ask("GET", worker("/Reservations/WR1")).status, 404u);
  const auto reservation = worker("/Reservations/" + contact.held->sid.str());
  EXPECT_EQ(ask("POST", reservation, {{"ReservationStatus", "completed"}}).status, 400u);
  EXPECT_EQ(ask("POST", reservation, {{"ReservationStatus", "nonsense"}}).status, 400u);
  EXPECT_TRUE(test.parts.log.unknown_requests().empty());
}

TEST_F(bridge_api_test, refuses_expired_and_forged_tokens_and_broken_bodies) {
  token += 'x';
  EXPECT_EQ(ask("GET", worker()).status, 401u);
  token = *test.parts.logins.issue("ada", std::chrono::seconds{-1});
  EXPECT_EQ(ask("GET", worker()).status, 401u);
  EXPECT_EQ(test.http("POST", "event-bridge.twilio.com", "/v1/wschannels", "[1]").status, 400u);
}

TEST_F(bridge_api_test, knows_no_media_channels_of_a_call) {
  const json::object body{{"method", "GET"}, {"url", "v1/Interactions/KD1/Channels"}, {"token", token}};
  const auto reply = test.http("POST", "event-bridge.twilio.com", "/v1/wschannels", json::serialize(body));
  EXPECT_EQ(reply.body, R"({"payload":{"contents":[],"after_sid":null}})");
}

TEST_F(bridge_api_test, logs_what_it_has_no_answer_for) {
  EXPECT_EQ(ask("GET", "Nonsense").status, 404u);
  ASSERT_EQ(test.parts.log.unknown_requests().size(), 1u);
  EXPECT_TRUE(test.parts.log.unknown_requests().front().ends_with("/Nonsense"));
}

}  // namespace
}  // namespace flex_video::sandbox
