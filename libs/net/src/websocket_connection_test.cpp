#include "testing/websocket_server.hpp"

#include <gtest/gtest.h>

namespace flex_video::net {
namespace {

using namespace std::chrono_literals;
using testing::websocket_client;
using client_frame = websocket_client::opcode;

class websockets : public testing::websocket_server {};

TEST_F(websockets, carry_text_and_bytes_both_ways) {
  start();
  websocket_client client{server_->port()};
  open(client);
  for (const auto kind : {client_frame::text, client_frame::binary}) {
    for (const std::size_t size : {0, 1, 125, 126, 65'535, 65'536, 300'000}) {
      client.send(kind, std::string(size, 'x'));
      const auto echo = client.read();
      EXPECT_EQ(echo.kind, kind);
      EXPECT_EQ(echo.payload.size(), size);
    }
  }
}

TEST_F(websockets, join_fragments) {
  start();
  websocket_client client{server_->port()};
  open(client);
  client.send(client_frame::text, "one ", false);
  client.send(client_frame::ping, "in between");
  client.send(client_frame::continuation, "two");
  EXPECT_EQ(client.read().payload, "in between");
  EXPECT_EQ(client.read().payload, "one two");
}

TEST_F(websockets, keep_the_order_of_what_is_sent) {
  start();
  websocket_client client{server_->port()};
  open(client);
  client.send(client_frame::text, "three");
  for (const char first : {'a', 'b', 'c'}) EXPECT_EQ(client.read().payload, std::string(10, first));
}

TEST_F(websockets, hear_all_that_comes_at_once) {
  start();
  websocket_client client{server_->port()};
  open(client);
  std::string frames;
  for (const char each : {'a', 'b', 'c'}) frames += std::string("\x81\x81\0\0\0\0", 6) + each;
  client.tcp().send(frames);
  for (const char each : {'a', 'b', 'c'}) EXPECT_EQ(client.read().payload, std::string(1, each));
}

TEST_F(websockets, are_told_when_all_that_came_at_once_was_heard) {
  start();
  websocket_client client{server_->port()};
  open(client);
  const std::string later = std::string("\x81\x85\0\0\0\0", 6) + "later";
  client.tcp().send(later + later + later + later.substr(0, 3));
  EXPECT_EQ(client.read().payload, "...") << "half a message keeps nothing back";
  client.tcp().send(later.substr(3));
  EXPECT_EQ(client.read().payload, ".");
}

TEST_F(websockets, answer_what_came_before_the_end) {
  start();
  websocket_client client{server_->port()};
  open(client);
  client.tcp().send(std::string("\x81\x81\0\0\0\0a\x81\x81\0\0", 11));
  EXPECT_EQ(client.read().payload, "a") << "half a message keeps no answer back";
}

TEST_F(websockets, answer_pings) {
  start();
  websocket_client client{server_->port()};
  open(client);
  client.send(client_frame::ping, "are you there");
  const auto pong = client.read();
  EXPECT_EQ(pong.kind, client_frame::pong);
  EXPECT_EQ(pong.payload, "are you there");
}

TEST_F(websockets, tell_the_code_the_peer_closed_with) {
  start();
  websocket_client client{server_->port()};
  open(client);
  client.send_close(4321);
  EXPECT_EQ(client.read().code(), 4321U);
  client.tcp().read_all();
  EXPECT_TRUE(client.tcp().closed());
  client.tcp().shut_sending();
  expect_end("closed 4321");
}

TEST_F(websockets, know_a_close_without_a_code) {
  start();
  websocket_client client{server_->port()};
  open(client);
  client.send(client_frame::close, "");
  EXPECT_EQ(client.read().kind, client_frame::close);
  client.tcp().shut_sending();
  expect_end("closed 1005");
}

TEST_F(websockets, close_as_the_application_says) {
  start();
  websocket_client client{server_->port()};
  open(client);
  client.send(client_frame::text, "close");
  client.send(client_frame::text, "heard by nobody");
  const auto close = client.read();
  EXPECT_EQ(close.code(), 4000U);
  EXPECT_EQ(close.payload.substr(2), "as told");
  client.send_close(4000);
  client.tcp().read_all();
  client.tcp().shut_sending();
  expect_end("closed 4000");
}

TEST_F(websockets, close_while_a_large_message_arrives) {
  start();
  websocket_client client{server_->port()};
  open(client);
  client.send(client_frame::text, "close");
  client.send(client_frame::text, std::string(300'000, 'x'));
  client.send_close(4000);
  EXPECT_EQ(client.read().code(), 4000U);
  client.tcp().read_all();
  client.tcp().shut_sending();
  expect_end("closed 4000");
}

TEST_F(websockets, know_when_the_connection_broke) {
  start();
  {
    websocket_client client{server_->port()};
    open(client);
  }
  expect_end("closed 1006");
  EXPECT_TRUE(server_->reaches(0));
}

TEST_F(websockets, close_only_the_one_whose_session_fails) {
  start();
  websocket_client other{server_->port()};
  open(other);
  websocket_client client{server_->port()};
  open(client);
  client.send(client_frame::text, "throw");
  EXPECT_EQ(client.read().code(), 1011U);
  EXPECT_EQ(server_->log().next(), "failure: on purpose");
  client.send_close(1011);
  client.tcp().read_all();
  client.tcp().shut_sending();
  expect_end("closed 1011");
  other.send(client_frame::text, "still here");
  EXPECT_EQ(other.read().payload, "still here");
}

TEST_F(websockets, survive_a_session_that_fails_at_its_end) {
  start();
  websocket_client other{server_->port()};
  open(other);
  {
    websocket_client client{server_->port()};
    EXPECT_EQ(client.open("/fails-at-end").status, 101U);
  }
  expect_end("closed 1006");
  EXPECT_EQ(server_->log().next(), "failure: at the end");
  other.send(client_frame::text, "still here");
  EXPECT_EQ(other.read().payload, "still here");
}

TEST_F(websockets, limit_messages) {
  start({.websocket_message = 1000});
  websocket_client client{server_->port()};
  open(client);
  client.send(client_frame::text, std::string(1000, 'x'));
  EXPECT_EQ(client.read().payload.size(), 1000U);
  client.send(client_frame::text, std::string(1001, 'x'));
  EXPECT_EQ(client.read().code(), 1009U);
  client.tcp().shut_sending();
  expect_end("closed 1006");
}

TEST_F(websockets, limit_the_sum_of_fragments) {
  start({.websocket_message = 1000});
  websocket_client client{server_->port()};
  open(client);
  client.send(client_frame::text, std::string(600, 'x'), false);
  client.send(client_frame::continuation, std::string(600, 'x'));
  EXPECT_EQ(client.read().code(), 1009U);
}

TEST_F(websockets, refuse_what_is_no_text) {
  start();
  websocket_client client{server_->port()};
  open(client);
  client.send(client_frame::text, "\xff\xfe");
  EXPECT_EQ(client.read().code(), 1007U);
}

TEST_F(websockets, refuse_unmasked_frames) {
  start();
  websocket_client client{server_->port()};
  open(client);
  client.tcp().send(std::string("\x81\x01x", 3));
  EXPECT_EQ(client.read().code(), 1002U);
}

TEST_F(websockets, cut_off_a_peer_that_lets_the_queue_grow) {
  start({.websocket_queue = 1'000'000});
  websocket_client client{server_->port()};
  open(client);
  client.send(client_frame::text, "flood");
  expect_end("closed 1006");
  EXPECT_TRUE(server_->reaches(0));
}

TEST_F(websockets, give_up_on_a_peer_that_takes_nothing) {
  start({.websocket_queue = 64 * 1024 * 1024, .write = 40ms});
  websocket_client client{server_->port(), 4096};
  open(client);
  client.send(client_frame::text, "bulk");
  expect_end("closed 1006");
}

TEST_F(websockets, give_up_on_a_peer_that_does_not_answer_the_close) {
  start({.websocket_close = 40ms});
  websocket_client client{server_->port()};
  open(client);
  client.send(client_frame::text, "close");
  EXPECT_EQ(client.read().code(), 4000U);
  expect_end("closed 1006");
}

TEST_F(websockets, give_up_on_a_peer_that_closes_but_stays) {
  start({.websocket_close = 40ms});
  websocket_client client{server_->port()};
  open(client);
  client.send_close(1000);
  EXPECT_EQ(client.read().code(), 1000U);
  EXPECT_EQ(log_.next(), "closed 1000");
}

TEST_F(websockets, give_up_on_a_peer_that_talks_on_instead_of_closing) {
  start({.websocket_close = 60ms});
  websocket_client client{server_->port()};
  open(client);
  client.send(client_frame::text, "close");
  EXPECT_EQ(client.read().code(), 4000U);
  for (int sent = 0; sent < 10'000 && !client.tcp().readable(5); ++sent) client.send(client_frame::text, "x");
  expect_end("closed 1006");
}

TEST_F(websockets, give_up_on_a_peer_that_stays_after_its_message_was_too_big) {
  start({.websocket_message = 1000, .websocket_idle = 100ms});
  websocket_client client{server_->port()};
  open(client);
  client.send(client_frame::text, std::string(1001, 'x'));
  expect_end("closed 1006");
}

TEST_F(websockets, ping_the_silent_and_give_up_on_the_mute) {
  start({.websocket_idle = 100ms});
  websocket_client client{server_->port()};
  open(client);
  EXPECT_EQ(client.read().kind, client_frame::ping);
  EXPECT_EQ(client.read().kind, client_frame::broken);
  expect_end("closed 1006");
}

TEST_F(websockets, keep_the_silent_that_answer_pings) {
  start({.websocket_idle = 200ms});
  websocket_client client{server_->port()};
  open(client);
  for (int i = 0; i < 4; ++i) {
    const auto ping = client.read();
    ASSERT_EQ(ping.kind, client_frame::ping);
    client.send(client_frame::pong, ping.payload);
  }
  client.send(client_frame::text, "still here");
  EXPECT_EQ(client.read().payload, "still here");
}

TEST_F(websockets, end_before_a_server_is_gone) {
  start();
  websocket_client client{server_->port()};
  open(client);
  server_->destroy();
  EXPECT_FALSE(log_.empty());
  expect_end("closed 1006");
}

}  // namespace
}  // namespace flex_video::net
