#include "conversations/conversation_store.hpp"

#include "conversations/conversation_json.hpp"
#include "test_parts.hpp"

#include "flex_video/sandbox/errc.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace flex_video::sandbox {
namespace {

using testing::ElementsAre;

class conversation_store_test : public testing::Test {
 protected:
  conversation& open(std::string_view channel = "web") {
    auto& talk = **talks.open("Cus Tomer", channel);
    talks.join(talk, "ada");
    test.parts.out.take();
    return talk;
  }
  /// The last item that was written for one of the conversation's messages.
  json::value item_of(const conversation& talk, const std::string& index = "0") {
    return test.parts.objects.find(object_kind::list, sync_names::messages(talk))->items.at(index).data;
  }
  std::vector<std::string> told_now() { return told(test.parts.out); }

  test_parts test;
  conversation_store& talks = test.parts.talks;
};

TEST_F(conversation_store_test, begins_with_the_customer_alone) {
  const auto& talk = **talks.open("Cus Tomer", "web");
  ASSERT_EQ(talk.members.size(), 1u);
  EXPECT_TRUE(talk.members.front().customer);
  EXPECT_EQ(test.parts.people.name_of(talk.customer), "Cus Tomer");
  EXPECT_EQ(talks.find(talk.sid.text()), &talk);
  EXPECT_EQ(talks.find("CH1"), nullptr);
}

TEST_F(conversation_store_test, gives_every_member_a_user_map_of_its_own) {
  auto& talk = open();
  const auto& roster = *test.parts.objects.find(object_kind::map, sync_names::roster(talk));
  ASSERT_EQ(roster.items.size(), 2u);
  std::set<std::string> maps;
  for (const auto& [key, item] : roster.items) maps.emplace(item.data.at("userInfo").as_string());
  EXPECT_EQ(maps.size(), 2u);
  EXPECT_EQ(talks.info_of("ada").items.at("friendlyName").data.at("value"), "Ada Agent");
  EXPECT_EQ(talks.info_of(talk.customer).items.at("friendlyName").data.at("value"), "Cus Tomer");
}

TEST_F(conversation_store_test, joins_and_leaves_once) {
  auto& talk = open();
  talks.join(talk, "ada");
  EXPECT_TRUE(test.parts.out.empty()) << "is in already";
  talks.leave(talk, "ada");
  EXPECT_THAT(told_now(),
              ElementsAre("sync map_item_removed", "sync map_item_removed", R"(phone {"left":"Ada Agent"})"));
  talks.leave(talk, "ada");
  EXPECT_TRUE(test.parts.out.empty()) << "is out already";
}

TEST_F(conversation_store_test, tells_a_message_to_the_clients_and_the_phone) {
  auto& talk = open();
  const auto said = talks.say(talk, talk.customer, "hello", R"({"a":1})");
  ASSERT_TRUE(said);
  EXPECT_EQ((*said)->index, 0);
  EXPECT_THAT(
      told_now(),
      ElementsAre(
          "sync list_item_added", "sync document_updated",
          R"(phone {"message":{"index":0,"author":"customer-1","name":"Cus Tomer","body":"hello","mine":true}})"));
  EXPECT_EQ(item_of(talk).at("text"), "hello");
  EXPECT_EQ(item_of(talk).at("attributes"), R"({"a":1})");
  EXPECT_EQ(talks.history(talk).size(), 1u);
}

TEST_F(conversation_store_test, counts_characters_and_not_bytes_against_the_limit) {
  auto& talk = open();
  std::string umlauts;
  for (std::size_t i = 0; i < conversation_store::longest_message; ++i) umlauts += "ü";
  EXPECT_TRUE(talks.say(talk, "ada", umlauts));
  EXPECT_EQ(talks.say(talk, "ada", umlauts + "u").error().code, errc::message_too_long);
  EXPECT_EQ(talks.say(talk, "ada", "").error().code, errc::message_empty);
  EXPECT_EQ(talk.messages.size(), 1u);
}

TEST_F(conversation_store_test, lets_members_alone_write) {
  auto& talk = open();
  EXPECT_EQ(talks.say(talk, "ben", "hi").error().code, errc::not_a_member);
  EXPECT_EQ(talks.type(talk, "ben").error().code, errc::not_a_member);
  EXPECT_EQ(talks.read_to(talk, "ben", 0).error().code, errc::not_a_member);
}

TEST_F(conversation_store_test, keeps_a_limited_number_of_messages_and_conversations) {
  auto& talk = open();
  for (std::size_t i = 0; i < conversation_store::most_messages; ++i)
    ASSERT_TRUE(talks.say(talk, "ada", "x"));
  EXPECT_EQ(talks.say(talk, "ada", "x").error().code, errc::too_many);
  for (std::size_t i = 1; i < conversation_store::most_conversations; ++i)
    ASSERT_TRUE(talks.open("C", "web"));
  EXPECT_EQ(talks.open("C", "web").error().code, errc::too_many);
}

TEST_F(conversation_store_test, shows_a_browsers_reader_by_the_horizon_and_never_back) {
  auto& talk = open("web");
  talks.say(talk, "ada", "one").value();
  talks.say(talk, "ada", "two").value();
  told_now();
  ASSERT_TRUE(talks.read_to(talk, talk.customer, 1));
  EXPECT_THAT(told_now(), ElementsAre("sync map_item_updated"));
  EXPECT_EQ(talk.horizons.at(talk.customer).index, 1);
  ASSERT_TRUE(talks.read_to(talk, talk.customer, 0));
  EXPECT_TRUE(test.parts.out.empty());
  EXPECT_FALSE(talk.messages.front().sent_on) << "a browser gives no receipts";
  EXPECT_EQ(talks.read_to(talk, talk.customer, 2).error().code, errc::unknown_message);
  EXPECT_EQ(talks.read_to(talk, talk.customer, -1).error().code, errc::unknown_message);
}

TEST_F(conversation_store_test, takes_whatsapp_through_sent_delivered_and_read) {
  auto& talk = open("whatsapp");
  talks.say(talk, talk.customer, "hello").value();
  talks.say(talk, "ada", "one").value();
  EXPECT_EQ(item_of(talk, "1").at("delivery").at("sent"), "all");
  EXPECT_EQ(item_of(talk, "1").at("delivery").at("delivered"), "none");
  talks.phone_opened(talk);
  EXPECT_EQ(item_of(talk, "1").at("delivery").at("delivered"), "all");
  ASSERT_TRUE(talks.read_to(talk, talk.customer, 1));
  const auto delivery = item_of(talk, "1").at("delivery").as_object();
  EXPECT_EQ(delivery.at("read"), "all");
  for (const auto* field : {"total", "sent", "delivered", "read", "undelivered", "failed"})
    EXPECT_TRUE(delivery.contains(field)) << field;
  EXPECT_TRUE(talk.horizons.empty()) << "a carrier knows no horizon";
}

TEST_F(conversation_store_test, never_hears_that_an_sms_was_read) {
  auto& talk = open("sms");
  talks.phone_opened(talk);
  talks.say(talk, "ada", "one").value();
  EXPECT_EQ(talk.messages.front().sent_on->status, delivery::delivered);
  ASSERT_TRUE(talks.read_to(talk, talk.customer, 0));
  EXPECT_EQ(talk.messages.front().sent_on->status, delivery::delivered);
}

TEST_F(conversation_store_test, delivers_no_more_once_the_phone_is_closed) {
  auto& talk = open("sms");
  talks.phone_opened(talk);
  talks.phone_closed(talk);
  talks.say(talk, "ada", "one").value();
  EXPECT_EQ(talk.messages.front().sent_on->status, delivery::sent);
}

TEST_F(conversation_store_test, loses_one_message_when_told_to) {
  auto& talk = open("whatsapp");
  talks.phone_opened(talk);
  ASSERT_TRUE(talks.lose_next(talk));
  talks.say(talk, talk.customer, "the customer's own go out").value();
  test.parts.out.take();
  talks.say(talk, "ada", "lost").value();
  for (const auto& word : told_now()) EXPECT_FALSE(word.starts_with("phone")) << word;
  const auto receipt = [&] { return *talk.messages.at(1).sent_on; };
  EXPECT_EQ(receipt().status, delivery::undelivered);
  EXPECT_EQ(receipt().error_code, 63024);
  talks.say(talk, "ada", "arrives").value();
  EXPECT_EQ(talk.messages.at(2).sent_on->status, delivery::delivered);
  ASSERT_TRUE(talks.read_to(talk, talk.customer, 2));
  EXPECT_EQ(receipt().status, delivery::undelivered) << "what was lost is never read";
  EXPECT_EQ(talks.history(talk).size(), 2u);
}

TEST_F(conversation_store_test, takes_free_messages_on_whatsapp_for_a_day) {
  auto& talk = open("whatsapp");
  const auto sent = [&](std::string_view content_sid = {}) {
    const auto& one = **talks.post(talk, "ada", "Hello", "{}", content_sid);
    return std::string{to_text(one.sent_on->status)} + ' ' + std::to_string(one.sent_on->error_code);
  };
  EXPECT_EQ(sent(), "undelivered 63016") << "the customer has written nothing yet";
  ASSERT_TRUE(talks.say(talk, talk.customer, "Hi"));
  EXPECT_EQ(sent(), "sent 0");
  test.clock.advance(std::chrono::hours{24} - std::chrono::seconds{1});
  EXPECT_EQ(sent(), "sent 0");
  test.clock.advance(std::chrono::seconds{1});
  EXPECT_EQ(sent(), "undelivered 63016");
  EXPECT_EQ(sent("HX1"), "sent 0") << "a template";
  ASSERT_TRUE(talks.say(talk, talk.customer, "Still there?"));
  EXPECT_EQ(sent(), "sent 0");
}

TEST_F(conversation_store_test, grows_old_at_once) {
  auto& talk = open("whatsapp");
  ASSERT_TRUE(talks.say(talk, talk.customer, "Hi"));
  const auto before = talk.messages.front().created;
  EXPECT_TRUE(talk.takes_free_messages(test.clock.now()));
  told_now();
  talks.grow_old(talk, std::chrono::hours{25});
  EXPECT_FALSE(talk.takes_free_messages(test.clock.now()));
  EXPECT_EQ(before - talk.messages.front().created, std::chrono::hours{25});
  EXPECT_FALSE(test.parts.out.empty()) << "who has the conversation open is told";
}

TEST_F(conversation_store_test, loses_nothing_where_there_is_no_carrier) {
  auto& talk = open("web");
  EXPECT_EQ(talks.lose_next(talk).error().code, errc::no_carrier);
  talks.say(talk, "ada", "arrives").value();
  EXPECT_EQ(talks.history(talk).size(), 1u);
}

TEST_F(conversation_store_test, knows_how_a_customer_is_reached) {
  const auto binding = [&](std::string_view channel) {
    auto& talk = open(channel);
    const auto& roster = *test.parts.objects.find(object_kind::map, sync_names::roster(talk));
    const auto& item = roster.items.at(talk.members.front().sid).data;
    EXPECT_EQ(item.at("identity").is_null(), channel != "web") << channel;
    talks.say(talk, talk.customer, "hello").value();
    EXPECT_EQ(item_of(talk).at("author") == json::value(talk.customer), channel == "web") << channel;
    return json::serialize(json::object{{"type", item.at("type")}, {"bindings", item.at("bindings")}});
  };
  EXPECT_EQ(binding("web"), R"({"type":"chat","bindings":{}})");
  EXPECT_EQ(
      binding("sms"),
      R"({"type":"sms","bindings":{"sms":{"type":"sms","address":"+12025550102","proxy_address":"+12015550100"}}})");
  EXPECT_EQ(
      binding("whatsapp"),
      R"({"type":"whatsapp","bindings":{"whatsapp":{"type":"whatsapp","address":"whatsapp:+12025550103","proxy_address":"whatsapp:+12015550100"}}})");
}

TEST_F(conversation_store_test, shows_an_sms_with_its_segments) {
  auto& talk = open("sms");
  talks.say(talk, "ada", "[ok]").value();
  EXPECT_EQ(json::serialize(talks.history(talk).front().at("message").at("sms")),
            R"({"encoding":"GSM-7","units":6,"segments":1,"room":160})");
  auto& chat = open("whatsapp");
  talks.say(chat, chat.customer, "[ok]").value();
  EXPECT_FALSE(talks.history(chat).front().at("message").as_object().contains("sms"));
}

TEST_F(conversation_store_test, gives_no_receipt_for_what_the_customer_wrote) {
  auto& talk = open("whatsapp");
  talks.say(talk, talk.customer, "one").value();
  talks.phone_opened(talk);
  EXPECT_FALSE(talk.messages.front().sent_on);
}

TEST_F(conversation_store_test, tells_of_typing_whom_it_concerns) {
  auto& talk = open();
  talks.join(talk, "ben");
  told_now();
  ASSERT_TRUE(talks.type(talk, talk.customer));
  auto effects = test.parts.out.take();
  ASSERT_EQ(effects.size(), 1u);
  const auto& by_customer = std::get<typing_event>(effects.front());
  EXPECT_THAT(by_customer.identities, ElementsAre("ada", "ben"));
  EXPECT_GT(by_customer.payload.at("typing_timeout").as_int64(), 0);
  ASSERT_TRUE(talks.type(talk, "ada"));
  effects = test.parts.out.take();
  EXPECT_THAT(std::get<typing_event>(effects.at(0)).identities, ElementsAre("ben"));
  EXPECT_EQ(json::serialize(std::get<phone_event>(effects.at(1)).data), R"({"typing":"Ada Agent"})");
}

TEST_F(conversation_store_test, drops_the_conversation_from_the_pages_of_who_leaves) {
  auto& talk = open();
  EXPECT_TRUE(talks.conversations_of("ada").items.contains(talk.sid.text()));
  talks.leave(talk, "ada");
  EXPECT_FALSE(talks.conversations_of("ada").items.contains(talk.sid.text()));
}

}  // namespace
}  // namespace flex_video::sandbox
