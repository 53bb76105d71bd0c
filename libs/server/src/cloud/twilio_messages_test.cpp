#include "cloud/testing/scripted_http.hpp"
#include "samples.hpp"

#include "flex_video/core/ports/conversation_messages.hpp"
#include "flex_video/twilio/form.hpp"
#include "flex_video/twilio/iso_time.hpp"

#include <gtest/gtest.h>

namespace flex_video::server::cloud {
namespace {

using namespace std::chrono_literals;
using core::message_errc;
namespace samples = core::samples;

const std::string messages_path = "/v1/Conversations/" + samples::conversation.str() + "/Messages";
const std::string newest = "GET " + messages_path + "?Order=desc&PageSize=100";
const std::string post = "POST " + messages_path;

struct told {
  std::string author;
  base::time_point at;
  std::string attributes = "{}";
};

std::string page_of(const std::vector<told>& messages, std::string_view next = {}) {
  std::string json;
  for (const auto& [author, at, attributes] : messages) {
    std::string escaped;
    for (const char c : attributes) escaped.append(c == '"' ? "\\\"" : std::string(1, c));
    json.append(json.empty() ? "" : ",").append(R"({"sid":"IM)").append(32, '1').append(R"(","author":")");
    json.append(author).append(R"(","attributes":")").append(escaped).append(R"(","date_created":")");
    json.append(twilio::iso_time(at)).append("\"}");
  }
  const auto url = next.empty() ? "null" : "\"https://conversations.twilio.com/x?" + std::string{next} + '"';
  return R"({"messages":[)" + json + R"(],"meta":{"next_page_url":)" + url + "}}";
}

class twilio_messages_test : public testing::scripted_cloud {
 protected:
  core::conversation_messages& messages() { return cloud_->messages(); }
  base::result<std::optional<base::time_point>> last() {
    return messages().last_by_whatsapp(samples::conversation, now - 24h);
  }
  base::result<void> send() { return messages().send(samples::conversation, message); }
  twilio::form sent(std::size_t request) { return *twilio::parse_form(http_.requests.at(request).body); }

  base::time_point now = samples::noon;
  core::template_message message{.author = "ada",
                                 .content = samples::sid_of<"HX">(1),
                                 .variables = {"c0de", "Cus Tomer", "Ada Agent"},
                                 .session = samples::id<core::session_id>(1),
                                 .sending = samples::id<core::event_id>(2)};
  std::string attributes = R"({"flex_video":{"session":")" + message.session.str() + R"(","sending":")" +
                           message.sending.str() + "\"}}";
};

TEST_F(twilio_messages_test, finds_what_the_customer_wrote_last) {
  const std::string customer = "whatsapp:+15550100";
  struct row {
    std::vector<told> messages;  // the newest first
    std::optional<base::time_point> found;
  };
  const row rows[]{{{}, std::nullopt},
                   {{{customer, now - 1h}}, now - 1h},
                   {{{"ada", now}, {customer, now - 1h}, {customer, now - 2h}}, now - 1h},
                   {{{"ada", now}, {"system", now - 1h}}, std::nullopt},
                   {{{"+15550100", now}}, std::nullopt},
                   {{{customer, now - 24h}}, std::nullopt},
                   {{{"ada", now}, {"ada", now - 25h}, {customer, now - 26h}}, std::nullopt}};
  for (const auto& [told, found] : rows) {
    http_.answer(200, page_of(told));
    EXPECT_EQ(last().value(), found) << told.size();
  }
}

TEST_F(twilio_messages_test, turns_pages_until_one_tells) {
  http_.answer(200, page_of({{"ada", now}}, "PageToken=2"))
      .answer(200, page_of({{"whatsapp:+1", now - 2h}}, "PageToken=3"));
  EXPECT_EQ(last().value(), now - 2h);
  EXPECT_EQ(http_.asked(), (std::vector{newest, "GET " + messages_path + "?PageToken=2"}));
}

TEST_F(twilio_messages_test, turns_no_page_that_is_too_old) {
  http_.answer(200, page_of({{"ada", now - 30h}}, "PageToken=2"));
  EXPECT_EQ(last().value(), std::nullopt);
}

TEST_F(twilio_messages_test, gives_up_a_list_without_end) {
  for (int pages = 0; pages < 20; ++pages) http_.answer(200, page_of({{"ada", now}}, "PageToken=2"));
  EXPECT_EQ(last().value(), std::nullopt);
}

TEST_F(twilio_messages_test, says_why_it_can_not_tell) {
  http_.error(404, 20404);
  EXPECT_EQ(refusal(last()), message_errc::refused);
  http_.answer(200, "{}");
  EXPECT_EQ(refusal(last()), message_errc::unavailable);
  for (int attempts = 0; attempts < 5; ++attempts) http_.error(500, 20500);
  EXPECT_EQ(refusal(last()), message_errc::unavailable);
}

TEST_F(twilio_messages_test, sends_the_template) {
  http_.answer(201, "{}");
  EXPECT_TRUE(send());
  EXPECT_EQ(http_.asked(), std::vector{post});
  EXPECT_EQ(sent(0), (twilio::form{{"Author", "ada"},
                                   {"ContentSid", message.content.str()},
                                   {"ContentVariables", R"({"1":"c0de","2":"Cus Tomer","3":"Ada Agent"})"},
                                   {"Attributes", attributes}}));
}

TEST_F(twilio_messages_test, takes_a_refusal_as_one) {
  http_.error(400, 50529);
  const auto refused = send();
  EXPECT_EQ(refusal(refused), message_errc::refused);
  EXPECT_EQ(refused.error().detail, "HTTP 400, Twilio error 50529");
}

TEST_F(twilio_messages_test, sends_again_what_was_surely_not_taken) {
  http_.answer(429, "{}").fail(net::client_errc::could_not_connect).answer(201, "{}");
  EXPECT_TRUE(send());
  EXPECT_EQ(http_.asked(), (std::vector{post, post, post}));
}

TEST_F(twilio_messages_test, looks_for_a_message_of_which_no_answer_came) {
  http_.fail(net::client_errc::timed_out).answer(200, page_of({{"ada", now, attributes}}));
  EXPECT_TRUE(send());
  EXPECT_EQ(http_.asked(), (std::vector{post, newest}));
}

TEST_F(twilio_messages_test, sends_again_what_is_not_there) {
  auto other = attributes;
  other.replace(other.find("sending"), 7, "somehow");
  http_.answer(503, "").answer(200, page_of({{"ada", now, other}})).answer(201, "{}");
  EXPECT_TRUE(send());
  EXPECT_EQ(http_.asked(), (std::vector{post, newest, post}));
}

TEST_F(twilio_messages_test, sends_nothing_again_without_having_looked) {
  http_.fail(net::client_errc::broken).error(404, 20404);
  EXPECT_EQ(refusal(send()), message_errc::unavailable);
  EXPECT_EQ(http_.asked(), (std::vector{post, newest}));
}

}  // namespace
}  // namespace flex_video::server::cloud
