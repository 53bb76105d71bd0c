#include "control/control_api.hpp"

#include "test_parts.hpp"

#include "flex_video/sandbox/errc.hpp"

#include <gtest/gtest.h>

namespace flex_video::sandbox {
namespace {

std::string code_of(const web_reply& reply) {
  EXPECT_EQ(reply.type, "application/problem+json");
  const auto problem = object_of(reply);
  EXPECT_EQ(problem.at("status").to_number<unsigned>(), reply.status);
  return std::string{problem.at("code").as_string()};
}

class control_api_test : public testing::Test {
 protected:
  json::object make(std::string_view body) {
    const auto reply = control.make_task(body);
    EXPECT_EQ(reply.status, 201u) << reply.body;
    return object_of(reply);
  }
  std::string status_of(const json::object& made) {
    return std::string{to_text(test.parts.board.find(made.at("reservationSid").as_string())->status)};
  }

  test_parts test;
  control_api& control = test.parts.control;
};

TEST_F(control_api_test, logs_the_staff_in) {
  const auto session = object_of(control.session("sue"));
  EXPECT_EQ(session.at("identity"), "sue");
  EXPECT_EQ(session.at("roles").at(0), "supervisor");
  EXPECT_EQ(session.at("accountSid"), json::value(test.parts.account.account.text()));
  EXPECT_TRUE(test.parts.logins.user_of(std::string_view{session.at("token").as_string()}));
  EXPECT_EQ(session.at("expiration"), "2027-01-15T16:00:00.000Z");
  EXPECT_EQ(code_of(control.session("nobody")), "not_found");
}

TEST_F(control_api_test, makes_tokens_of_any_life) {
  const auto token = [&](std::string_view life) {
    return std::string{
        object_of(control.make_token("{\"identity\":\"ada\",\"expiresInSeconds\":" + std::string{life} + "}"))
            .at("token")
            .as_string()};
  };
  EXPECT_TRUE(test.parts.logins.user_of(token("60")));
  EXPECT_EQ(test.parts.logins.user_of(token("-60")).error().code, errc::token_expired);
  EXPECT_EQ(code_of(control.make_token(R"({"identity":"ada"})")), "missing_field");
  EXPECT_EQ(code_of(control.make_token(R"({"identity":"ada","expiresInSeconds":"x"})")), "invalid_field");
  EXPECT_EQ(code_of(control.make_token(R"({"identity":"nobody","expiresInSeconds":1})")), "not_found");
  EXPECT_EQ(code_of(control.make_token(R"({"identity":"ada","expiresInSeconds":999999999999})")),
            "invalid_field");
}

TEST_F(control_api_test, makes_tasks_with_and_without_conversation) {
  const auto web = make(R"({"agent":"ada","customerName":"Cus Tomer"})");
  EXPECT_EQ(status_of(web), "pending");
  EXPECT_TRUE(web.contains("conversationSid"));
  const auto voice =
      make(R"({"agent":"ben","customerName":"Vo Ice","channelType":"voice","status":"accepted"})");
  EXPECT_EQ(status_of(voice), "accepted");
  EXPECT_FALSE(voice.contains("conversationSid"));
  const auto task = std::string{voice.at("taskSid").as_string()};
  EXPECT_TRUE(test.parts.objects.find(object_kind::map, task + ".CS"))
      << "Flex looks for a call's conference there";
}

TEST_F(control_api_test, refuses_tasks_it_does_not_understand) {
  EXPECT_EQ(code_of(control.make_task("")), "missing_field");
  EXPECT_EQ(code_of(control.make_task("[]")), "malformed_json");
  EXPECT_EQ(code_of(control.make_task(R"({"agent":"ada"})")), "missing_field");
  EXPECT_EQ(code_of(control.make_task(R"({"agent":"ada","customerName":""})")), "invalid_field");
  EXPECT_EQ(code_of(control.make_task(R"({"agent":"nobody","customerName":"C"})")), "invalid_field");
  EXPECT_EQ(code_of(control.make_task(R"({"agent":"ada","customerName":"C","channelType":"fax"})")),
            "invalid_field");
  EXPECT_EQ(code_of(control.make_task(R"({"agent":"ada","customerName":"C","status":"completed"})")),
            "invalid_field");
  const auto unknown = control.make_task(R"({"agent":"ada","customerName":"C","colour":"red"})");
  EXPECT_EQ(code_of(unknown), "unknown_field");
  EXPECT_EQ(object_of(unknown).at("field"), "colour");
}

TEST_F(control_api_test, lists_conversations_oldest_first_with_their_newest_task) {
  const auto first = make(R"({"agent":"ada","customerName":"One","status":"accepted"})");
  make(R"({"agent":"ben","customerName":"Two","channelType":"sms"})");
  const auto moved = object_of(control.transfer(first.at("reservationSid").as_string(), R"({"to":"ben"})"));
  const auto rows = object_of(control.conversations()).at("conversations").as_array();
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows.at(0).at("customerName"), "One");
  EXPECT_EQ(rows.at(0).at("agent"), "ben");
  EXPECT_EQ(rows.at(0).at("status"), "pending");
  EXPECT_EQ(rows.at(0).at("taskSid"), moved.at("taskSid"));
  EXPECT_EQ(rows.at(1).at("channelType"), "sms");
  EXPECT_EQ(rows.at(1).at("customerAddress"), "+12025550102");
}

TEST_F(control_api_test, takes_reservations_on) {
  const auto made = make(R"({"agent":"ada","customerName":"C"})");
  const auto sid = std::string{made.at("reservationSid").as_string()};
  EXPECT_EQ(code_of(control.advance(sid, R"({"status":"completed"})")), "wrong_status");
  for (const auto* status : {"accepted", "wrapping", "completed"})
    EXPECT_EQ(control.advance(sid, json::serialize(json::object{{"status", status}})).status, 200u) << status;
  EXPECT_EQ(code_of(control.advance(sid, R"({"status":"nonsense"})")), "invalid_field");
  EXPECT_EQ(code_of(control.advance(sid, "{}")), "missing_field");
  EXPECT_EQ(code_of(control.advance("WR1", R"({"status":"accepted"})")), "not_found");
}

TEST_F(control_api_test, transfers_accepted_reservations_only) {
  const auto sid =
      std::string{make(R"({"agent":"ada","customerName":"C"})").at("reservationSid").as_string()};
  EXPECT_EQ(code_of(control.transfer(sid, R"({"to":"ben"})")), "wrong_status");
  EXPECT_EQ(code_of(control.transfer(sid, R"({"to":"nobody"})")), "invalid_field");
  EXPECT_EQ(code_of(control.transfer("WR1", R"({"to":"ben"})")), "not_found");
}

TEST_F(control_api_test, speaks_types_and_reads_for_the_customer) {
  const auto made = make(R"({"agent":"ada","customerName":"C","status":"accepted"})");
  const auto sid = std::string{made.at("conversationSid").as_string()};
  EXPECT_EQ(object_of(control.phone_message(sid, R"({"body":"hello"})")).at("index"), 0);
  EXPECT_EQ(control.phone_typing(sid).status, 200u);
  EXPECT_EQ(control.phone_read(sid, R"({"index":0})").status, 200u);
  EXPECT_EQ(code_of(control.phone_read(sid, R"({"index":1})")), "invalid_field");
  const auto too_long = json::serialize(json::object{{"body", std::string(1601, 'x')}});
  EXPECT_EQ(code_of(control.phone_message(sid, too_long)), "invalid_field");
  EXPECT_EQ(code_of(control.phone_message("CH1", R"({"body":"hello"})")), "not_found");
  EXPECT_EQ(code_of(control.phone_typing("CH1")), "not_found");
  EXPECT_EQ(code_of(control.phone_read("CH1", R"({"index":0})")), "not_found");
  EXPECT_TRUE(test.parts.log.messages().empty()) << "the customer does not speak through the SDK";
}

TEST_F(control_api_test, loses_the_next_message_of_a_carrier) {
  const auto sms = make(R"({"agent":"ada","customerName":"C","channelType":"sms"})");
  EXPECT_EQ(control.phone_lose_next(sms.at("conversationSid").as_string()).status, 200u);
  const auto web = make(R"({"agent":"ada","customerName":"C"})");
  const auto refused = control.phone_lose_next(web.at("conversationSid").as_string());
  EXPECT_EQ(code_of(refused), "no_carrier");
  EXPECT_EQ(refused.status, 409u);
  EXPECT_EQ(code_of(control.phone_lose_next("CH1")), "not_found");
}

TEST_F(control_api_test, lets_a_day_pass) {
  const auto made = make(R"({"agent":"ada","customerName":"Cleo","channelType":"whatsapp"})");
  const auto sid = made.at("conversationSid").as_string();
  ASSERT_EQ(control.phone_message(sid, R"({"body":"Hi"})").status, 201u);
  auto& talk = *test.parts.talks.find(sid);
  EXPECT_TRUE(talk.takes_free_messages(test.clock.now()));
  EXPECT_EQ(control.phone_day_passes(sid).status, 200u);
  EXPECT_FALSE(talk.takes_free_messages(test.clock.now()));
  EXPECT_EQ(code_of(control.phone_day_passes("CH1")), "not_found");
}

TEST_F(control_api_test, lists_the_staff) {
  const auto agents = object_of(control.agents()).at("agents").as_array();
  ASSERT_EQ(agents.size(), 3u);
  EXPECT_EQ(json::serialize(agents.front()), R"({"identity":"ada","name":"Ada Agent","roles":["agent"]})");
}

TEST_F(control_api_test, shows_what_the_sdks_asked) {
  test.parts.log.posted({"ada", "CH1", "hi", "{}"});
  test.parts.log.unknown("GET x/y");
  EXPECT_EQ(
      control.requests().body,
      R"({"messages":[{"from":"ada","conversationSid":"CH1","body":"hi","attributes":"{}"}],"unknown":["GET x/y"]})");
}

TEST_F(control_api_test, keeps_the_newest_requests_only) {
  for (std::size_t i = 0; i <= requests_log::most; ++i) test.parts.log.unknown(std::to_string(i));
  EXPECT_EQ(test.parts.log.unknown_requests().size(), requests_log::most);
  EXPECT_EQ(test.parts.log.unknown_requests().front(), "1");
}

}  // namespace
}  // namespace flex_video::sandbox
