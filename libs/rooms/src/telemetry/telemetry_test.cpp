#include "telemetry/telemetry.hpp"

#include "testing/room_fixture.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

namespace json = boost::json;
using std::chrono::milliseconds;
using testing::HasSubstr;

constexpr std::string_view event = R"({"type":"event","group":"signaling","name":"early","session":"S"})";

struct telemetry_socket : testing::Test, room_fixture {
  room_server_options options;
  twilio::access_token_verifier tokens{test_credentials()};
  rooms::telemetry telemetry{options, clock.now()};

  rooms::telemetry::step hear(std::string_view text) {
    return telemetry.received(text, tokens, "S", clock.now());
  }
  rooms::telemetry::step connect(const std::string& with) {
    return hear(json::serialize(json::object{{"type", "connect"}, {"version", 1}, {"token", with}}));
  }
};

TEST_F(telemetry_socket, answers_a_connect_with_the_session) {
  const auto step = connect(token("alice"));
  EXPECT_EQ(json::parse(step.reply), json::parse(R"({"type":"connected","session":"S","version":1})"));
  EXPECT_FALSE(step.close);
  EXPECT_FALSE(telemetry.next_deadline());
}

TEST_F(telemetry_socket, swallows_events) {
  connect(token("alice"));
  for (const std::string_view text : {event, std::string_view{"not even JSON"}}) {
    const auto step = hear(text);
    EXPECT_EQ(step.reply, "");
    EXPECT_FALSE(step.close);
  }
}

TEST_F(telemetry_socket, says_why_a_token_is_refused_and_lets_the_client_close) {
  const auto step = connect("no token");
  EXPECT_THAT(step.reply, HasSubstr(R"("type":"error")"));
  EXPECT_EQ(at(json::parse(step.reply), "/message"),
            json::value(make_error_code(twilio::token_errc::malformed).message()));
  EXPECT_FALSE(step.close);
  EXPECT_EQ(connect(token("alice")).reply, "") << "one attempt on one socket";
}

TEST_F(telemetry_socket, closes_on_anything_but_a_connect) {
  for (const std::string_view text :
       {std::string_view{""}, std::string_view{"[]"}, event, std::string_view{R"({"type":"connect"})"},
        std::string_view{R"({"type":"connect","token":7})"}}) {
    rooms::telemetry fresh{options, clock.now()};
    const auto step = fresh.received(text, tokens, "S", clock.now());
    EXPECT_EQ(step.reply, "") << text;
    EXPECT_EQ(step.close, close_code::protocol_error) << text;
  }
}

TEST_F(telemetry_socket, gives_up_who_does_not_connect_or_stays_when_refused) {
  connect("no token");
  clock.advance(options.timings.hello - milliseconds{1});
  EXPECT_FALSE(telemetry.advance(clock.now()).close);
  clock.advance(milliseconds{1});
  EXPECT_EQ(telemetry.next_deadline(), clock.now());
  EXPECT_EQ(telemetry.advance(clock.now()).close, close_code::policy_violation);
}

TEST_F(telemetry_socket, keeps_who_is_connected) {
  connect(token("alice"));
  clock.advance(std::chrono::hours{1});
  EXPECT_FALSE(telemetry.advance(clock.now()).close);
}

TEST_F(telemetry_socket, drops_who_floods) {
  connect(token("alice"));
  for (unsigned i = 1; i < options.limits.messages_at_once; ++i) ASSERT_FALSE(hear(event).close) << i;
  EXPECT_EQ(hear(event).close, close_code::policy_violation);
}

}  // namespace
}  // namespace flex_video::rooms
