#include "conversations/rest_api.hpp"

#include "test_parts.hpp"

#include <gtest/gtest.h>

namespace flex_video::sandbox {
namespace {

constexpr std::string_view caller = "Basic U0tjYWxsZXI6d29yZA==";  // SKcaller:word

class conversations_rest_api_test : public testing::Test {
 protected:
  web_reply ask(std::string_view method, std::string_view rest = {}, std::string_view body = {}) {
    return test.http(method, "conversations.twilio.com",
                     "/v1/Conversations/" + talk.sid.str() + std::string{rest}, body, caller);
  }
  json::object receipt_of(const json::object& message) {
    const auto path = "/Messages/" + std::string{message.at("sid").as_string()} + "/Receipts";
    return object_of(ask("GET", path)).at("delivery_receipts").at(0).as_object();
  }

  test_parts test;
  conversation& talk = *test.arrive_accepted("sms").talk;
};

TEST_F(conversations_rest_api_test, demands_basic_credentials) {
  EXPECT_EQ(test.http("GET", "conversations.twilio.com", "/v1/Conversations/" + talk.sid.str()).status, 401u);
  EXPECT_EQ(ask("GET").status, 200u);
}

TEST_F(conversations_rest_api_test, says_how_each_participant_is_reached) {
  const auto listed = object_of(ask("GET", "/Participants")).at("participants").as_array();
  ASSERT_EQ(listed.size(), 2u);
  const auto& binding = listed.at(0).at("messaging_binding");
  EXPECT_EQ(binding.at("type"), "sms");
  EXPECT_EQ(binding.at("address"), "+12025550101");
  EXPECT_EQ(binding.at("proxy_address"), "+12015550100");
  EXPECT_TRUE(listed.at(1).at("messaging_binding").is_null()) << "the agent is in by the SDK";
}

TEST_F(conversations_rest_api_test, posts_for_who_takes_no_part) {
  test.parts.out.take();
  const auto reply = ask("POST", "/Messages", "Body=Hello+there");
  EXPECT_EQ(reply.status, 201u);
  const auto message = object_of(reply);
  EXPECT_EQ(message.at("author"), "system");
  EXPECT_EQ(message.at("body"), "Hello there");
  EXPECT_TRUE(message.at("participant_sid").is_null());
  EXPECT_EQ(test.parts.log.messages().back().from, "system");
  EXPECT_EQ(receipt_of(message).at("status"), "sent");
  EXPECT_EQ(object_of(ask("GET", "/Messages")).at("messages").as_array().size(), 1u);
  EXPECT_EQ(object_of(ask("GET", "/Messages/" + talk.messages.front().sid.str())).at("body"), "Hello there");
}

TEST_F(conversations_rest_api_test, tells_what_was_lost_and_why) {
  ASSERT_TRUE(test.parts.talks.lose_next(talk));
  const auto receipt = receipt_of(object_of(ask("POST", "/Messages", "Body=lost&Author=ada")));
  EXPECT_EQ(receipt.at("status"), "undelivered");
  EXPECT_EQ(receipt.at("error_code"), 30003);
  const auto alone = ask("GET", "/Messages/" + talk.messages.front().sid.str() + "/Receipts/" +
                                    std::string{receipt.at("sid").as_string()});
  EXPECT_EQ(object_of(alone), receipt);
}

TEST_F(conversations_rest_api_test, turns_pages_in_either_order) {
  for (const auto* body : {"Body=a", "Body=b", "Body=c"}) ask("POST", "/Messages", body);
  const auto list = [&](const std::string& query) {
    const auto reply =
        object_of(test.parts.hosts.answer({.method = "GET",
                                           .host = "conversations.twilio.com",
                                           .path = "/v1/Conversations/" + talk.sid.str() + "/Messages",
                                           .query = query,
                                           .body = {},
                                           .authorization = std::string{caller},
                                           .if_match = {}}));
    std::string bodies;
    for (const auto& one : reply.at("messages").as_array()) bodies += one.at("body").as_string();
    const auto& next = reply.at("meta").at("next_page_url");
    return bodies +
           (next.is_null() ? "" : " " + std::string{next.as_string()}.substr(next.as_string().find('?')));
  };
  EXPECT_EQ(list(""), "abc");
  EXPECT_EQ(list("Order=desc"), "cba");
  EXPECT_EQ(list("Order=desc&PageSize=2"), "cb ?Order=desc&PageSize=2&Page=1");
  EXPECT_EQ(list("Order=desc&PageSize=2&Page=1"), "a");
  EXPECT_EQ(list("PageSize=2"), "ab ?Order=asc&PageSize=2&Page=1");
  EXPECT_EQ(list("Page=99999999999"), "");
  EXPECT_EQ(list("PageSize=0"), "a ?Order=asc&PageSize=1&Page=1");
  EXPECT_EQ(list("PageSize=x"), "abc");
}

TEST_F(conversations_rest_api_test, makes_a_message_of_a_template) {
  const auto content = test.parts.options.templates.front().sid.str();
  const auto reply = ask("POST", "/Messages",
                         "Body=ignored&ContentSid=" + content +
                             "&ContentVariables=%7B%221%22%3A%22c0de%22%2C%222%22%3A%22Cleo%22%7D");
  ASSERT_EQ(reply.status, 201u);
  const auto message = object_of(reply);
  EXPECT_EQ(message.at("body"), "Cleo, come to https://v.example/j/c0de please");
  EXPECT_EQ(message.at("content_sid").as_string(), content);
  EXPECT_TRUE(object_of(ask("POST", "/Messages", "Body=free")).at("content_sid").is_null());
}

TEST_F(conversations_rest_api_test, refuses_templates_with_twilios_codes) {
  const auto content = "ContentSid=" + test.parts.options.templates.front().sid.str();
  const std::pair<std::string, int> rows[]{
      {"Body=a&ContentVariables=%7B%7D", 50528},
      {"ContentSid=HX1", 50526},
      {"ContentSid=HX" + std::string(32, '2'), 50526},
      {content, 50527},
      {content + "&ContentVariables=x", 50527},
      {content + "&ContentVariables=%7B%221%22%3A%22c%22%7D", 50527},
      {content + "&ContentVariables=%7B%221%22%3A%22c%22%2C%222%22%3A%22%22%7D", 50527},
      {content + "&ContentVariables=%7B%221%22%3A%22c%22%2C%222%22%3A2%7D", 50527}};
  for (const auto& [body, code] : rows) {
    const auto reply = ask("POST", "/Messages", body);
    EXPECT_EQ(reply.status, 400u) << body;
    EXPECT_EQ(object_of(reply).at("code"), code) << body;
  }
  EXPECT_TRUE(talk.messages.empty());
}

TEST_F(conversations_rest_api_test, refuses_with_twilios_codes) {
  EXPECT_EQ(object_of(ask("POST", "/Messages", "Body=" + std::string(1601, 'x'))).at("code"), 50504);
  EXPECT_EQ(ask("POST", "/Messages", "Body=").status, 400u);
  EXPECT_EQ(ask("POST", "/Messages", "Body=a&Attributes=%5B%5D").status, 400u);
  EXPECT_EQ(ask("DELETE").status, 405u);
  EXPECT_EQ(ask("GET", "/Messages/IM1").status, 404u);
  EXPECT_EQ(ask("GET", "/Nonsense").status, 404u);
  ask("POST", "/Messages", "Body=a");
  EXPECT_EQ(ask("GET", "/Messages/" + talk.messages.front().sid.str() + "/Receipts/DY1").status, 404u);
  EXPECT_EQ(test.http("GET", "conversations.twilio.com", "/v1/Conversations/CH1", {}, caller).status, 404u);
}

}  // namespace
}  // namespace flex_video::sandbox
