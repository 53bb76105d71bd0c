#include "running_service.hpp"

#include "flex_video/core/spelling.hpp"

#include <gtest/gtest.h>

namespace flex_video::server {
namespace {

using namespace std::chrono_literals;
namespace samples = core::samples;

const auto english = samples::sid_of<"HX">(1);
const auto german = samples::sid_of<"HX">(2);

options with_templates() {
  auto with = test_options();
  with.invitation_templates = {{"en", english}, {"de", german}};
  return with;
}

/// The task's channel is WhatsApp, and the customer has not written for two days.
class invitations_test : public running_service {
 protected:
  explicit invitations_test(options with = with_templates()) : running_service(std::move(with)) {
    use_channel("whatsapp");
    messages_.written = samples::noon - 48h;
  }

  void use_channel(std::string channel) {
    auto held = samples::reservation();
    held.channel_type = std::move(channel);
    tasks_.add(held);
  }
  net::response invite(const std::string& session, const std::string& body = {},
                       const std::string& token = ada_token) {
    return send(net::method::post, "/v1/sessions/" + session + "/invitation", {bearer(token), json_type()},
                body);
  }
  /// Who sends, or the problem's code.
  std::string sender(const std::string& session, const std::string& body = {},
                     const std::string& token = ada_token) {
    const auto answer = invite(session, body, token);
    return text_at(json_of(answer), answer.status == 200 ? "/sender" : "/code");
  }
  std::string events() {
    std::string kinds;
    for (const auto& event : store_.rows.contents().events)
      if (event.kind == core::event_kind::invitation_sent ||
          event.kind == core::event_kind::invitation_failed)
        kinds.append(kinds.empty() ? "" : " ").append(name_of(event.kind));
    return kinds;
  }
};

class without_templates : public invitations_test {
 protected:
  without_templates() : invitations_test(test_options()) {}
};

TEST_F(invitations_test, are_announced_where_the_channel_has_a_window) {
  EXPECT_EQ(json_of(start()).at("windowed"), true);
  use_channel("sms");
  EXPECT_EQ(json_of(start()).at("windowed"), false);
}

TEST_F(invitations_test, are_the_agents_on_other_channels) {
  for (const auto* channel : {"sms", "web", ""}) {
    use_channel(channel);
    EXPECT_EQ(sender(started()), "agent") << channel;
  }
  EXPECT_TRUE(messages_.sent.empty());
  EXPECT_EQ(events(), "");
}

TEST_F(invitations_test, are_the_agents_while_the_window_is_open) {
  messages_.written = samples::noon - 23h;
  EXPECT_EQ(sender(started()), "agent");
  EXPECT_TRUE(messages_.sent.empty());
}

TEST_F(invitations_test, are_sent_by_the_service_once_it_is_closed) {
  const auto session = started();
  EXPECT_EQ(sender(session), "service");
  ASSERT_EQ(messages_.sent.size(), 1u);
  const auto& [conversation, message] = messages_.sent.front();
  EXPECT_EQ(conversation, samples::conversation);
  EXPECT_EQ(message.author, samples::user().identity);
  EXPECT_EQ(message.content, english);
  EXPECT_EQ(message.variables,
            (std::vector{customer_code(), std::string{"Cus Tomer"}, std::string{"Ada Agent"}}));
  EXPECT_EQ(message.session.str(), session);
  EXPECT_EQ(events(), "invitation_sent");
}

TEST_F(invitations_test, speak_the_sessions_language) {
  const auto body = R"({"conversationSid":")" + samples::conversation.str() + R"(","taskSid":")" +
                    samples::task.str() + R"(","locale":"de-AT"})";
  const auto opened = send(net::method::post, "/v1/sessions", {bearer(ada_token), json_type()}, body);
  EXPECT_EQ(sender(text_at(json_of(opened), "/session/id")), "service");
  EXPECT_EQ(messages_.sent.at(0).second.content, german);
}

TEST_F(invitations_test, are_sent_once_unless_once_more_is_wished) {
  const auto session = started();
  EXPECT_EQ(sender(session), "service");
  EXPECT_EQ(sender(session), "service");
  EXPECT_EQ(sender(session, R"({"again":true})"), "service") << "a double click";
  EXPECT_EQ(messages_.sent.size(), 1u);
  clock_.advance(10s);
  EXPECT_EQ(sender(session, R"({"again":false})"), "service");
  EXPECT_EQ(messages_.sent.size(), 1u);
  EXPECT_EQ(sender(session, R"({"again":true})"), "service");
  EXPECT_EQ(messages_.sent.size(), 2u);
}

TEST_F(invitations_test, asked_for_twice_at_once_are_sent_once) {
  const auto session = started();
  store_.before_commit = [&] { EXPECT_EQ(sender(session), "service"); };
  EXPECT_EQ(sender(session), "service");
  EXPECT_EQ(messages_.sent.size(), 1u);
  EXPECT_EQ(events(), "invitation_sent");
}

TEST_F(invitations_test, that_fail_are_sent_by_the_next_click) {
  const auto session = started();
  for (const auto refusal : {core::message_errc::refused, core::message_errc::unavailable}) {
    messages_.sending_refusal = refusal;
    EXPECT_EQ(sender(session),
              refusal == core::message_errc::refused ? "message_refused" : "messages_unavailable");
  }
  messages_.sending_refusal.reset();
  EXPECT_EQ(sender(session), "service");
  EXPECT_EQ(messages_.sent.size(), 1u);
  EXPECT_EQ(events(), "invitation_sent invitation_failed invitation_sent invitation_failed invitation_sent");
}

TEST_F(invitations_test, are_not_sent_when_that_can_not_be_stored) {
  const auto session = started();
  store_.refusal = core::store_errc::unavailable;
  EXPECT_EQ(sender(session), "store_unavailable");
  EXPECT_TRUE(messages_.sent.empty());
}

TEST_F(invitations_test, are_not_sent_when_nobody_can_tell_whether_the_window_is_open) {
  const auto session = started();
  messages_.refusal = core::message_errc::unavailable;
  expect_problem(invite(session), 503, "messages_unavailable");
  messages_.refusal = core::message_errc::refused;
  expect_problem(invite(session), 502, "message_refused");
  EXPECT_TRUE(messages_.sent.empty());
}

TEST_F(without_templates, are_refused_once_the_window_is_closed) {
  const auto session = started();
  expect_problem(invite(session), 409, "messaging_window_closed");
  messages_.written = samples::noon - 1h;
  EXPECT_EQ(sender(session), "agent");
}

TEST_F(invitations_test, are_for_the_agent_who_holds_the_task) {
  const auto session = started();
  expect_problem(invite(session, {}, ben_token), 403, "not_your_session");
  expect_problem(invite(session, {}, sue_token), 403, "not_your_session");
  expect_problem(invite("nobodys"), 404, "session_not_found");
  auto held = samples::reservation();
  held.status = core::reservation_status::wrapping;
  tasks_.add(held);
  expect_problem(invite(session), 409, "task_not_accepted");
  tasks_.refusal = core::task_errc::unavailable;
  expect_problem(invite(session), 503, "tasks_unavailable");
  EXPECT_TRUE(messages_.sent.empty());
}

TEST_F(invitations_test, need_a_link_that_opens_the_call) {
  const auto session = started();
  clock_.advance(core::policy{}.link_life);
  identity_.users.at(ada_token).expires_at = clock_.now() + 1h;
  expect_problem(invite(session), 410, "invite_expired");
  send(net::method::post, "/v1/sessions/" + session + "/end", {bearer(ada_token)});
  expect_problem(invite(session), 410, "session_ended");
  EXPECT_TRUE(messages_.sent.empty());
}

TEST_F(invitations_test, refuse_what_is_no_wish) {
  const auto session = started();
  expect_problem(invite(session, "[]"), 400, "malformed_json");
  expect_problem(invite(session, R"({"again":1})"), 400, "invalid_field");
  expect_problem(invite(session, R"({"agian":true})"), 400, "unknown_field");
}

}  // namespace
}  // namespace flex_video::server
