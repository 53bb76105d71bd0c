#include "flex_video/rooms/signalling_endpoint.hpp"

#include "testing/recorded_socket.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>

namespace flex_video::rooms {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

struct signalling_endpoint : testing::Test {
  signalling_endpoint() {
    options.timings.heartbeat = std::chrono::milliseconds{1};
    rooms.emplace(options, credentials, clock, random, nullptr);
    serve_signalling(routes, loop, *rooms);
  }

  auto accept(std::string_view host) {
    net::request upgrade;
    upgrade.target = upgrade.path = "/signaling";
    upgrade.headers = {{"Host", host}};
    return (*routes.route_websocket(upgrade))(upgrade, socket);
  }
  std::unique_ptr<net::websocket_session> open() { return accept("127.0.0.1").value(); }

  room_server_options options;
  twilio::credentials credentials{*twilio::account_sid::parse("AC" + std::string(32, '1')),
                                  *twilio::api_key_sid::parse("SK" + std::string(32, '2')),
                                  base::secret{"secret"}};
  base::system_clock clock;
  base::counting_random random;
  net::event_loop loop;
  std::optional<room_server> rooms;
  net::router routes;
  std::shared_ptr<recorded_socket> socket = std::make_shared<recorded_socket>();
};

constexpr std::string_view hello = R"({"type":"hello","id":"h","timeout":5000,"version":2})";

TEST_F(signalling_endpoint, carries_frames_both_ways) {
  const auto session = open();
  session->on_message(net::frame::text, hello);
  EXPECT_THAT(socket->sent, ElementsAre(HasSubstr("welcome")));
}

TEST_F(signalling_endpoint, closes_the_socket_of_a_dropped_client) {
  const auto session = open();
  session->on_message(net::frame::text, "garbage");
  EXPECT_THAT(socket->sent, ElementsAre(HasSubstr("bad")));
  EXPECT_EQ(socket->closed, 1002);
}

TEST_F(signalling_endpoint, takes_no_binary_messages) {
  const auto session = open();
  session->on_message(net::frame::binary, hello);
  EXPECT_EQ(socket->closed, 1003);
  EXPECT_TRUE(socket->sent.empty());
  EXPECT_FALSE(rooms->next_deadline()) << "forgotten";
}

TEST_F(signalling_endpoint, keeps_the_room_server_s_deadlines) {
  const auto session = open();
  session->on_message(net::frame::text, hello);
  socket->on_send = [this] { loop.stop(); };
  loop.run();
  EXPECT_THAT(socket->sent, ElementsAre(HasSubstr("welcome"), HasSubstr("heartbeat")));
}

TEST_F(signalling_endpoint, forgets_a_closed_socket) {
  const auto session = open();
  session->on_message(net::frame::text, hello);
  session->on_close(1006);
  EXPECT_FALSE(rooms->next_deadline());
}

TEST_F(signalling_endpoint, is_not_at_an_unknown_host_of_twilio_s) {
  EXPECT_TRUE(accept("global.vss.twilio.com"));
  const auto refused = accept("foo.vss.twilio.com");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().status, 404u);
}

TEST_F(signalling_endpoint, may_go_before_the_room_server) {
  const auto session = open();
  routes = net::router{};
  (void)rooms->create_room({.unique_name = "r1", .max_participants = 2});
}

}  // namespace
}  // namespace flex_video::rooms
