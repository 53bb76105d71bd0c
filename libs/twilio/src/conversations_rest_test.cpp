#include "flex_video/twilio/conversations_rest.hpp"

#include "flex_video/twilio/form.hpp"

#include <gtest/gtest.h>

namespace flex_video::twilio::conversations {
namespace {

using namespace std::chrono_literals;

const auto conversation = *conversation_sid::parse("CH" + std::string(32, '4'));
const auto content = *content_sid::parse("HX" + std::string(32, '5'));
const std::string root = "/v1/Conversations/" + conversation.str() + "/Messages";

std::string message_json(std::string_view author, std::string_view created = "\"2026-08-01T12:00:00Z\"") {
  return R"({"sid":"IM66666666666666666666666666666666","author":)" + std::string{author} +
         R"(,"body":"Hello","attributes":"{\"a\":1}","date_created":)" + std::string{created} + '}';
}

template <class T>
std::string malformed_field(const base::result<T>& parsed) {
  if (parsed) return "well formed";
  EXPECT_EQ(parsed.error().code, make_error_code(rest_errc::malformed));
  return parsed.error().detail;
}

TEST(conversations_rest, asks_for_the_newest_messages_first) {
  EXPECT_EQ(list_messages(conversation).path, root + "?Order=desc&PageSize=100");
  EXPECT_EQ(list_messages(conversation, "Order=desc&PageToken=x").path, root + "?Order=desc&PageToken=x");
}

TEST(conversations_rest, sends_a_template_and_no_body) {
  const auto request = send_template(conversation, {.author = "ada",
                                                    .content = content,
                                                    .variables = {{"1", "c0de"}, {"2", "Z\"oë & Co"}},
                                                    .attributes = R"({"flex_video":{}})"});
  EXPECT_EQ(request.method, rest_method::post);
  EXPECT_EQ(request.path, root);
  EXPECT_EQ(request.content_type, "application/x-www-form-urlencoded");
  EXPECT_EQ(parse_form(request.body), (form{{"Author", "ada"},
                                            {"ContentSid", content.str()},
                                            {"ContentVariables", R"({"1":"c0de","2":"Z\"oë & Co"})"},
                                            {"Attributes", R"({"flex_video":{}})"}}));
}

TEST(conversations_rest, sends_a_template_without_variables) {
  const auto request = send_template(conversation, {"ada", content, {}, "{}"});
  EXPECT_EQ(form_value(parse_form(request.body).value(), "ContentVariables"), "{}");
}

TEST(conversations_rest, reads_messages) {
  const auto parsed = parse_messages(
      R"({"messages":[)" + message_json("\"whatsapp:+15550100\"") + ',' + message_json("null") +
      R"(],"meta":{"next_page_url":"https://conversations.twilio.com/x?PageToken=2"}})");
  ASSERT_TRUE(parsed);
  ASSERT_EQ(parsed->items.size(), 2u);
  EXPECT_EQ(parsed->items[0].sid.text(), "IM66666666666666666666666666666666");
  EXPECT_EQ(parsed->items[0].author, "whatsapp:+15550100");
  EXPECT_EQ(parsed->items[0].attributes, R"({"a":1})");
  EXPECT_EQ(parsed->items[0].created,
            base::time_point{std::chrono::sys_days{std::chrono::year{2026} / 8 / 1} + 12h});
  EXPECT_EQ(parsed->items[1].author, "");
  EXPECT_EQ(parsed->next, "PageToken=2");
}

TEST(conversations_rest, refuses_what_twilio_does_not_document) {
  EXPECT_EQ(malformed_field(parse_messages("{}")), "messages");
  EXPECT_EQ(malformed_field(parse_messages(R"({"messages":[1]})")), "messages");
  EXPECT_EQ(malformed_field(parse_messages(R"({"messages":[{"sid":"IM1"}]})")), "sid");
  EXPECT_EQ(malformed_field(parse_message("[]")), "message");
  EXPECT_EQ(malformed_field(parse_message(message_json("\"a\"", "null"))), "date_created");
  EXPECT_EQ(malformed_field(parse_message(message_json("\"a\"", "\"yesterday\""))), "date_created");
  EXPECT_TRUE(parse_message(message_json("\"a\"")));
}

}  // namespace
}  // namespace flex_video::twilio::conversations
