#include "testing/websocket_server.hpp"

#include <gtest/gtest.h>

namespace flex_video::net {
namespace {

using testing::websocket_client;
using client_frame = websocket_client::opcode;

class upgrades : public testing::websocket_server {};

TEST_F(upgrades, answer_the_handshake_of_the_standard) {
  start();
  websocket_client client{server_->port()};
  const auto answer = client.open("/ws/ada");
  EXPECT_EQ(answer.header("sec-websocket-accept"), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  EXPECT_EQ(answer.header("upgrade"), "websocket");
  EXPECT_EQ(answer.header("sec-websocket-extensions"), "");
}

TEST_F(upgrades, let_the_session_send_before_they_are_done) {
  start();
  websocket_client client{server_->port()};
  EXPECT_EQ(client.open("/eager").status, 101U);
  EXPECT_EQ(client.read().payload, "before the handshake");
  EXPECT_EQ(client.read().code(), 1000U);
}

TEST_F(upgrades, give_the_refusal_as_an_answer) {
  start();
  websocket_client client{server_->port()};
  const auto answer = client.open("/refused");
  EXPECT_EQ(answer.status, 403U);
  EXPECT_TRUE(answer.body.contains("not_yours"));
  EXPECT_EQ(client.tcp().get("/page").body, "page");
}

TEST_F(upgrades, answer_500_when_the_acceptor_fails) {
  start();
  for (const auto* path : {"/throws", "/null"}) {
    const auto answer = websocket_client{server_->port()}.open(path);
    EXPECT_EQ(answer.status, 500U) << path;
    EXPECT_TRUE(answer.body.contains("internal_error")) << path;
  }
  EXPECT_EQ(server_->log().next(), "failure: no acceptor today");
  EXPECT_EQ(server_->log().next(), "failure: a WebSocket's acceptor gave neither session nor refusal");
}

TEST_F(upgrades, are_not_found_elsewhere) {
  start();
  EXPECT_EQ(websocket_client{server_->port()}.open("/nowhere").status, 404U);
  EXPECT_EQ(websocket_client{server_->port()}.open("/page").body, "page");
}

TEST_F(upgrades, are_needed_where_only_a_websocket_is) {
  start();
  testing::raw_client client{server_->port()};
  EXPECT_EQ(client.get("/ws/ada").status, 426U);
  EXPECT_EQ(client.get("/ws/ada", "Connection: upgrade\r\nUpgrade: h2c\r\n").status, 426U);
}

TEST_F(upgrades, refuse_a_broken_handshake) {
  start();
  testing::raw_client client{server_->port()};
  const std::string upgrade = "Connection: upgrade\r\nUpgrade: websocket\r\n";
  const std::string key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
  const auto old = client.get("/ws/ada", upgrade + key + "Sec-WebSocket-Version: 8\r\n");
  EXPECT_EQ(old.status, 426U);
  EXPECT_EQ(old.header("sec-websocket-version"), "13");
  for (const std::string bad_key : {"", "Sec-WebSocket-Key: short\r\n", "Sec-WebSocket-Key: c2hvcnQ=\r\n"}) {
    EXPECT_EQ(client.get("/ws/ada", upgrade + bad_key + "Sec-WebSocket-Version: 13\r\n").status, 400U)
        << bad_key;
  }
  EXPECT_TRUE(log_.empty());
}

TEST_F(upgrades, wait_for_earlier_answers) {
  start();
  websocket_client client{server_->port()};
  client.tcp().send("GET /page HTTP/1.1\r\nHost: test\r\n\r\n" + websocket_client::handshake("/ws/ada"));
  EXPECT_EQ(client.tcp().read_answer().body, "page");
  EXPECT_EQ(client.tcp().read_answer().status, 101U);
  client.send(client_frame::text, "hello");
  EXPECT_EQ(client.read().payload, "hello");
}

TEST_F(upgrades, take_no_frames_before_the_handshake) {
  start();
  websocket_client client{server_->port()};
  client.tcp().send(websocket_client::handshake("/ws/ada") + std::string("\x81\x01x", 3));
  EXPECT_EQ(client.tcp().read_answer().status, 426U);
  EXPECT_TRUE(log_.empty());
}

}  // namespace
}  // namespace flex_video::net
