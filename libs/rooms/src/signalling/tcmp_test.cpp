#include "signalling/tcmp.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

using std::chrono::milliseconds;

constexpr std::string_view plain_hello = R"({"type":"hello","id":"one","timeout":5000,"version":2})";

struct framing : testing::Test {
  rooms::timings timings;
  base::manual_clock clock;
  rooms::tcmp tcmp{timings, clock.now()};
  json_document document;

  rooms::tcmp::step say(std::string_view text) { return say(text, tcmp); }
  rooms::tcmp::step say(std::string_view text, rooms::tcmp& to) {
    return to.received(document.read(text), clock.now());
  }
  rooms::tcmp::step wait(milliseconds time) {
    clock.advance(time);
    return tcmp.advance(clock.now());
  }
};

TEST_F(framing, welcomes_a_hello_with_two_seconds_and_its_id) {
  const auto step = say(plain_hello);
  EXPECT_EQ(boost::json::parse(step.reply),
            boost::json::parse(R"({"type":"welcome","id":"one","negotiatedTimeout":2000})"));
  EXPECT_FALSE(step.body || step.close || step.violation);
}

TEST_F(framing, hands_over_the_body_that_came_with_the_hello) {
  const auto step = say(R"({"type":"hello","version":2,"body":{"type":"ice"}})");
  ASSERT_TRUE(step.body);
  EXPECT_EQ(step.body->raw(), R"({"type":"ice"})");
}

TEST_F(framing, a_repeated_hello_says_nothing_new) {
  say(R"({"type":"hello","id":"one","version":2,"body":{"type":"ice"}})");
  const auto again = say(R"({"type":"hello","id":"two","version":2,"body":{"type":"ice"}})");
  EXPECT_EQ(again.reply, "");
  EXPECT_FALSE(again.body || again.close || again.violation);
}

TEST_F(framing, answers_bad_to_anything_else_before_the_welcome) {
  for (const std::string_view text :
       {"", "{", "[]", "7", "null", R"({})", R"({"type":7})", R"({"type":"heartbeat"})",
        R"({"type":"msg","body":{}})", R"({"type":"hello"})", R"({"type":"hello","version":1})",
        R"({"type":"hello","version":"2"})", R"({"type":"hello","version":2.5})",
        R"({"type":"hello","version":2,"id":7})", R"({"type":"hello","version":2,"body":7})"}) {
    rooms::tcmp fresh{timings, clock.now()};
    const auto step = say(text, fresh);
    EXPECT_NE(step.reply.find(R"("type":"bad")"), std::string::npos) << text;
    EXPECT_EQ(step.close, close_code::protocol_error) << text;
    EXPECT_FALSE(fresh.welcomed()) << text;
  }
}

TEST_F(framing, tells_every_hello_that_the_server_is_busy_for_good) {
  rooms::tcmp busy{timings, clock.now(), tcmp::reception::busy};
  const auto step = say(plain_hello, busy);
  EXPECT_EQ(boost::json::parse(step.reply),
            boost::json::parse(R"({"type":"busy","retryAfter":-1,"keepAlive":false})"));
  EXPECT_EQ(step.close, close_code::try_again_later);
  EXPECT_FALSE(step.body || busy.welcomed());
}

TEST_F(framing, never_answers_bad_after_the_welcome) {
  say(plain_hello);
  for (const std::string_view text : {"", "{", "[]", R"({})", R"({"type":"surprise"})", R"({"type":"msg"})",
                                      R"({"type":"msg","body":7})"}) {
    const auto step = say(text);
    EXPECT_TRUE(step.violation) << text;
    EXPECT_EQ(step.reply, "") << text;
  }
}

TEST_F(framing, refuses_json_nested_to_exhaust_the_stack) {
  EXPECT_EQ(say(std::string(100'000, '[')).close, close_code::protocol_error);
}

TEST_F(framing, hands_over_messages) {
  say(plain_hello);
  const auto step = say(R"({"type":"msg","body":{"type":"update"}})");
  ASSERT_TRUE(step.body);
  EXPECT_EQ(step.body->raw(), R"({"type":"update"})");
}

TEST_F(framing, frames_messages) {
  EXPECT_EQ(tcmp.frame(R"({"type":"iced"})", clock.now()), R"({"type":"msg","body":{"type":"iced"}})");
}

TEST_F(framing, takes_heartbeats_and_a_bye_without_a_word) {
  say(plain_hello);
  for (const std::string_view text : {R"({"type":"heartbeat"})", R"({"type":"bye"})"}) {
    const auto step = say(text);
    EXPECT_EQ(step.reply, "");
    EXPECT_FALSE(step.violation || step.close);
  }
}

TEST_F(framing, sends_a_heartbeat_when_it_said_nothing_for_a_while) {
  say(plain_hello);
  EXPECT_EQ(wait(timings.heartbeat - milliseconds{1}).reply, "");
  EXPECT_EQ(wait(milliseconds{1}).reply, R"({"type":"heartbeat"})");
  EXPECT_EQ(wait(milliseconds{1}).reply, "");
}

TEST_F(framing, a_message_stands_in_for_a_heartbeat) {
  say(plain_hello);
  clock.advance(milliseconds{1'000});
  (void)tcmp.frame("{}", clock.now());
  EXPECT_EQ(wait(timings.heartbeat - milliseconds{1}).reply, "");
  EXPECT_EQ(wait(milliseconds{1}).reply, R"({"type":"heartbeat"})");
}

TEST_F(framing, gives_up_a_client_that_fell_silent) {
  say(plain_hello);
  clock.advance(milliseconds{4'000});
  say(R"({"type":"heartbeat"})");
  EXPECT_FALSE(wait(timings.silence - milliseconds{1}).close);
  EXPECT_EQ(wait(milliseconds{1}).close, close_code::policy_violation);
}

TEST_F(framing, gives_up_a_socket_without_a_hello) {
  EXPECT_FALSE(wait(timings.hello - milliseconds{1}).close);
  EXPECT_EQ(tcmp.next_deadline(), clock.now() + milliseconds{1});
  EXPECT_EQ(wait(milliseconds{1}).close, close_code::policy_violation);
}

TEST_F(framing, waits_for_whatever_comes_first) {
  say(plain_hello);
  EXPECT_EQ(tcmp.next_deadline(), clock.now() + timings.heartbeat);
  wait(timings.heartbeat);
  wait(timings.heartbeat);
  EXPECT_EQ(tcmp.next_deadline(), clock.now() + timings.silence - 2 * timings.heartbeat);
}

TEST(timings, silence_and_grace_end_before_a_browser_gives_up_its_only_peer) {
  const rooms::timings timings;
  EXPECT_LE(timings.silence + timings.grace, milliseconds{6'500});
  EXPECT_GT(timings.silence, 2 * timings.negotiated_timeout);
  EXPECT_LT(timings.heartbeat, timings.negotiated_timeout);
}

}  // namespace
}  // namespace flex_video::rooms
