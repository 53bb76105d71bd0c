#include "flex_video/rooms/telemetry_endpoint.hpp"

#include "testing/recorded_socket.hpp"
#include "testing/room_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

struct telemetry_endpoint : testing::Test, room_fixture {
  telemetry_endpoint() {
    options.timings.hello = std::chrono::milliseconds{1};
    options.limits.telemetry_sockets = 2;
    serve_telemetry(routes, loop, options, test_credentials(), clock, random);
  }

  auto open(std::string_view host = "127.0.0.1") {
    net::request upgrade;
    upgrade.target = upgrade.path = "/v1/VideoEvents";
    upgrade.headers = {{"Host", host}};
    return (*routes.route_websocket(upgrade))(upgrade, socket);
  }
  std::string connect() { return R"({"type":"connect","version":1,"token":")" + token("alice") + R"("})"; }

  room_server_options options;
  net::event_loop loop;
  net::router routes;
  std::shared_ptr<recorded_socket> socket = std::make_shared<recorded_socket>();
};

TEST_F(telemetry_endpoint, answers_a_connect) {
  const auto session = open().value();
  session->on_message(net::frame::text, connect());
  EXPECT_THAT(socket->sent, ElementsAre(HasSubstr(R"("type":"connected","session":")")));
}

TEST_F(telemetry_endpoint, closes_what_does_not_connect_in_time) {
  const auto session = open().value();
  clock.advance(options.timings.hello);
  socket->on_closing = [this] { loop.stop(); };
  loop.run();
  EXPECT_EQ(socket->closed, 1008);
}

TEST_F(telemetry_endpoint, waits_for_nothing_once_connected_or_closed) {
  const auto connected = open().value(), closed = open().value();
  connected->on_message(net::frame::text, connect());
  closed->on_close(1006);
  clock.advance(options.timings.hello);
  loop.run();  // returns, since there is nothing to wait for
  EXPECT_FALSE(socket->closed);
}

TEST_F(telemetry_endpoint, has_a_limit_of_sockets) {
  const auto first = open().value();
  {
    const auto second = open().value();
    const auto third = open();
    ASSERT_FALSE(third);
    EXPECT_EQ(third.error().status, 503u);
  }
  EXPECT_TRUE(open());
}

TEST_F(telemetry_endpoint, is_not_at_an_unknown_host_of_twilio_s) {
  EXPECT_TRUE(open("sdkgw.us1.twilio.com"));
  const auto refused = open("sdkgw.foo.twilio.com");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().status, 404u);
}

}  // namespace
}  // namespace flex_video::rooms
