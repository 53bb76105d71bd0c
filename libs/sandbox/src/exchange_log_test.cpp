#include "exchange_log.hpp"

#include "test_parts.hpp"

#include <gtest/gtest.h>

namespace flex_video::sandbox {
namespace {

class exchange_log_test : public testing::Test {
 protected:
  void add(std::string body = {}, std::string answer = {}) {
    log.add("server",
            {.method = "POST",
             .host = "video.twilio.com",
             .path = "/v1/Rooms",
             .query = "Token=abc",
             .body = std::move(body),
             .authorization = "Basic QUM6c2VjcmV0",
             .if_match = {}},
            {.status = 201, .type = "application/json", .body = std::move(answer), .etag = {}});
  }
  base::manual_clock clock;
  exchange_log log{clock};
};

TEST_F(exchange_log_test, keeps_what_was_asked_and_answered) {
  add("UniqueName=Room", R"({"sid":"RM1"})");
  const auto one = log.since(0).at(0);
  const auto told = *read_json_object(to_json(one));
  EXPECT_EQ(told.at("method"), "POST");
  EXPECT_EQ(told.at("path"), "/v1/Rooms?Token=••••••");
  EXPECT_EQ(told.at("body"), "UniqueName=Room");
  EXPECT_EQ(told.at("answer"), R"({"sid":"RM1"})");
  EXPECT_EQ(told.at("status"), 201);
  EXPECT_EQ(to_json(one).find("QUM6"), std::string::npos);
}

TEST_F(exchange_log_test, tells_from_where_the_reader_left_off) {
  add();
  add();
  const auto all = log.since(0);
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(log.since(all.at(0).id).size(), 1u);
  EXPECT_TRUE(log.since(all.at(1).id).empty());
  EXPECT_EQ(log.since(all.at(1).id + 1).size(), 2u) << "an id of another process";
}

TEST_F(exchange_log_test, keeps_the_newest_only) {
  for (std::size_t i = 0; i <= exchange_log::most; ++i) add();
  EXPECT_EQ(log.since(0).size(), exchange_log::most);
}

TEST_F(exchange_log_test, cuts_long_texts_between_characters) {
  std::string long_text;
  while (long_text.size() <= exchange_log::longest_text) long_text += "あ";
  add("(" + long_text);
  const auto kept = log.since(0).at(0).body;
  EXPECT_LE(kept.size(), exchange_log::longest_text + 3);
  EXPECT_TRUE(kept.ends_with("あ…"));
}

TEST(exchanges, hold_no_token_whatever_flex_asks) {
  test_parts test;
  const auto token = test.token("ada");
  test.http("POST", "flex-api.twilio.com", "/v1/Accounts/AC/Tokens/Info", "Token=" + token);
  test.http("POST", "iam.twilio.com", "/v1/Accounts/AC/Tokens/refresh", R"({"token":")" + token + "\"}");
  test.http("POST", "event-bridge.twilio.com", "/v1/wschannels",
            R"({"url":"Workspaces/)" + test.parts.account.workspace.str() + R"(/Activities","token":")" +
                token + "\"}");
  const auto& talk = *test.arrive_accepted().talk;
  test.inside("ada", "POST", "aim.us1.twilio.com", "/Client/v2/Conversations/" + talk.sid.str() + "/Messages",
              R"({"body":"http://h/j/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnop"})");
  test.http("GET", "media.twiliocdn.com", "/sdk/js/client/sounds/incoming.mp3");
  const auto all = test.parts.exchanges.since(0);
  ASSERT_EQ(all.size(), 4u) << "files are no calls";
  EXPECT_EQ(all.at(2).path, "/v1/Workspaces/" + test.parts.account.workspace.str() + "/Activities");
  EXPECT_EQ(all.at(3).from, "ada");
  for (const auto& one : all) {
    EXPECT_EQ(to_json(one).find("sandbox.ada"), std::string::npos) << to_json(one);
    EXPECT_EQ(to_json(one).find("0123456789ABC"), std::string::npos) << to_json(one);
  }
}

}  // namespace
}  // namespace flex_video::sandbox
