#include "conversations/conversations_api.hpp"

#include "test_parts.hpp"

#include <gtest/gtest.h>

namespace flex_video::sandbox {
namespace {

class conversations_api_test : public testing::Test {
 protected:
  web_reply ask(std::string_view method, std::string_view path, std::string_view body = {},
                std::string_view as = "ada") {
    return test.inside(as, method, "aim.us1.twilio.com", "/Client/v2" + std::string{path}, body);
  }
  std::string at(std::string_view rest = {}) {
    return "/Conversations/" + talk.sid.str() + std::string{rest};
  }

  test_parts test;
  conversation& talk = *test.arrive_accepted().talk;
};

TEST_F(conversations_api_test, configures_the_client_for_its_user) {
  const auto configuration = object_of(ask("GET", "/Configuration"));
  EXPECT_EQ(configuration.at("identity"), "ada");
  EXPECT_EQ(configuration.at("sync_objects").at("my_user_info"), "ada.info");
  EXPECT_EQ(object_of(ask("GET", "/Configuration", {}, "ben")).at("sync_objects").at("my_user_info"),
            "ben.info");
}

TEST_F(conversations_api_test, lists_ones_own_conversations) {
  const auto mine = object_of(ask("GET", "/Users/ada/Conversations"));
  ASSERT_EQ(mine.at("conversations").as_array().size(), 1u);
  EXPECT_EQ(mine.at("conversations").at(0).at("sid"), json::value(talk.sid.text()));
  EXPECT_TRUE(
      object_of(ask("GET", "/Users/ben/Conversations", {}, "ben")).at("conversations").as_array().empty());
  EXPECT_EQ(ask("GET", "/Users/ada/Conversations", {}, "ben").status, 403u);
}

TEST_F(conversations_api_test, names_the_map_of_each_user) {
  EXPECT_EQ(object_of(ask("GET", "/Users/" + talk.customer)).at("sync_objects").at("user_info_map"),
            "customer-1.info");
  EXPECT_EQ(object_of(ask("GET", "/Users/ben")).at("friendly_name"), "Ben Agent");
  EXPECT_EQ(ask("GET", "/Users/stranger").status, 404u);
}

TEST_F(conversations_api_test, takes_and_records_a_message) {
  const auto reply =
      ask("POST", at("/Messages"), R"({"body":"hi","media_sids":[],"attributes":"{\"x\":1}"})");
  EXPECT_EQ(reply.status, 200u);
  EXPECT_EQ(object_of(reply).at("body"), "hi");
  ASSERT_EQ(test.parts.log.messages().size(), 1u);
  const auto& posted = test.parts.log.messages().front();
  EXPECT_EQ(posted.from, "ada");
  EXPECT_EQ(posted.conversation_sid, talk.sid.text());
  EXPECT_EQ(posted.body, "hi");
  EXPECT_EQ(posted.attributes, R"({"x":1})");
}

TEST_F(conversations_api_test, refuses_messages_with_twilios_codes) {
  const auto long_body = json::serialize(json::object{{"body", std::string(1601, 'x')}});
  EXPECT_EQ(object_of(ask("POST", at("/Messages"), long_body)).at("code"), 50504);
  EXPECT_EQ(ask("POST", at("/Messages"), R"({"body":"hi"})", "ben").status, 403u);
  EXPECT_EQ(ask("POST", at("/Messages"), "{").status, 400u);
  EXPECT_EQ(ask("POST", at("/Messages"), R"({"body":7})").status, 400u);
  EXPECT_EQ(ask("POST", "/Conversations/CH1/Messages", R"({"body":"hi"})").status, 404u);
  EXPECT_TRUE(test.parts.log.messages().empty());
}

TEST_F(conversations_api_test, lets_the_author_alone_edit) {
  const auto sid =
      std::string{object_of(ask("POST", at("/Messages"), R"({"body":"hi"})")).at("sid").as_string()};
  EXPECT_EQ(object_of(ask("POST", at("/Messages/" + sid), R"({"body":"ho"})")).at("body"), "ho");
  EXPECT_EQ(ask("POST", at("/Messages/" + sid), R"({"body":"no"})", "ben").status, 403u);
  EXPECT_EQ(ask("POST", at("/Messages/IM1"), R"({"body":"no"})").status, 404u);
}

TEST_F(conversations_api_test, answers_message_recipients_with_an_empty_page) {
  const auto recipients = object_of(ask("GET", at("/MessageRecipients")));
  EXPECT_TRUE(recipients.at("message_recipients").as_array().empty());
  EXPECT_TRUE(recipients.at("meta").at("next_token").is_null());
}

TEST_F(conversations_api_test, moves_ones_own_horizon) {
  ask("POST", at("/Messages"), R"({"body":"hi"})");
  const auto path = "/Users/ada" + at();
  const auto read = object_of(ask("POST", path, R"({"last_read_message_index":0})"));
  EXPECT_EQ(read.at("last_read_message_index"), 0);
  EXPECT_EQ(read.at("unread_messages_count"), 0);
  EXPECT_EQ(ask("POST", path, R"({"last_read_message_index":9})").status, 404u);
}

TEST_F(conversations_api_test, lists_the_receipt_of_a_carriers_message) {
  auto& by_sms = *test.arrive_accepted("sms").talk;
  const auto said = *test.parts.talks.say(by_sms, "ada", "hi");
  const auto path = "/Conversations/" + by_sms.sid.str() + "/Messages/" + said->sid.str() + "/Receipts";
  const auto receipts = object_of(ask("GET", path)).at("delivery_receipts").as_array();
  ASSERT_EQ(receipts.size(), 1u);
  EXPECT_EQ(receipts.at(0).at("status"), "sent");
}

TEST_F(conversations_api_test, takes_typing_as_a_form) {
  test.parts.out.take();
  EXPECT_EQ(ask("POST", "/typing", "ChannelSid=" + talk.sid.str()).status, 200u);
  EXPECT_FALSE(test.parts.out.empty());
  EXPECT_EQ(ask("POST", "/typing", "ChannelSid=CH1").status, 404u);
  EXPECT_EQ(ask("POST", "/typing", "").status, 404u);
}

TEST_F(conversations_api_test, lets_a_member_leave_and_nobody_throw_others_out) {
  EXPECT_EQ(ask("DELETE", at("/Participants/ada"), {}, "ben").status, 403u);
  EXPECT_EQ(ask("DELETE", at("/Participants/ada")).status, 204u);
  EXPECT_EQ(talk.find_member("ada"), nullptr);
  EXPECT_EQ(ask("DELETE", at("/Participants/ada")).status, 204u);
}

TEST_F(conversations_api_test, writes_attributes_through_to_the_document) {
  EXPECT_EQ(ask("POST", at(), R"({"attributes":"{\"status\":\"INACTIVE\"}"})").status, 200u);
  EXPECT_EQ(talk.attributes, R"({"status":"INACTIVE"})");
}

TEST_F(conversations_api_test, logs_what_it_has_no_answer_for) {
  EXPECT_EQ(ask("PUT", at()).status, 404u);
  EXPECT_EQ(ask("GET", "/Nonsense").status, 404u);
  EXPECT_EQ(test.parts.log.unknown_requests().size(), 2u);
}

}  // namespace
}  // namespace flex_video::sandbox
