#include "testing/running_server.hpp"
#include "testing/websocket_client.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace flex_video::net {
namespace {

using namespace std::chrono_literals;
using testing::running_server;
using testing::websocket_client;

using client_frame = websocket_client::opcode;

/// Does what its messages say, and logs what happens to it.
class obedient_session final : public websocket_session {
 public:
  obedient_session(testing::event_log& log, std::shared_ptr<websocket> socket)
      : log_(log), socket_(std::move(socket)) {}
  ~obedient_session() override { log_.add("destroyed"); }

  void on_message(frame kind, std::string_view message) override {
    if (message == "throw") throw std::runtime_error("on purpose");
    if (message == "close") return socket_->close(4000, "as told");
    if (message == "flood") return flood(100, 100'000);
    if (message == "bulk") return flood(1, 32 * 1024 * 1024);
    if (message == "three") return flood(3, 10);
    socket_->send(kind, std::string(message));
  }
  void on_close(std::uint16_t code) override {
    log_.add("closed " + std::to_string(code));
    socket_->send(frame::text, "after the end");
    if (throws_at_end) throw std::runtime_error("at the end");
  }

  bool throws_at_end = false;

 private:
  void flood(int count, std::size_t size) {
    for (int i = 0; i < count; ++i)
      socket_->send(frame::binary, std::string(size, static_cast<char>('a' + i % 26)));
  }

  testing::event_log& log_;
  std::shared_ptr<websocket> socket_;
};

router routes(testing::event_log& log) {
  router table;
  table.add_websocket("/ws/{name}", [&log](const request& request, std::shared_ptr<websocket> socket) {
    log.add("opened " + std::string(request.parameter("name")));
    return std::make_unique<obedient_session>(log, std::move(socket));
  });
  table.add_websocket("/eager", [&log](const request&, std::shared_ptr<websocket> socket) {
    socket->send(frame::text, "before the handshake");
    socket->close(1000);
    return std::make_unique<obedient_session>(log, std::move(socket));
  });
  table.add_websocket("/fails-at-end", [&log](const request&, std::shared_ptr<websocket> socket) {
    auto session = std::make_unique<obedient_session>(log, std::move(socket));
    session->throws_at_end = true;
    return session;
  });
  table.add_websocket("/refused", [](const request&, const std::shared_ptr<websocket>&) {
    return std::unexpected(problem(403, "not_yours", "No"));
  });
  table.add_websocket(
      "/throws",
      [](const request&,
         const std::shared_ptr<websocket>&) -> std::expected<std::unique_ptr<websocket_session>, response> {
        throw std::runtime_error("no acceptor today");
      });
  table.add_websocket("/null", [](const request&, const std::shared_ptr<websocket>&) {
    return std::unique_ptr<websocket_session>{};
  });
  table.add(method::get, "/page", [](const request&) { return text(200, "page"); });
  return table;
}

class websockets : public ::testing::Test {
 protected:
  void start(limits limits = {}) { server_ = std::make_unique<running_server>(routes(log_), limits); }
  void open(websocket_client& client) {
    ASSERT_EQ(client.open("/ws/ada").status, 101U);
    ASSERT_EQ(log_.next(), "opened ada");
  }
  void expect_end(const std::string& closed) {
    EXPECT_EQ(log_.next(), closed);
    EXPECT_EQ(log_.next(), "destroyed");
  }

  testing::event_log log_;
  std::unique_ptr<running_server> server_;
};

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

TEST_F(websockets, answer_the_handshake_of_the_standard) {
  start();
  websocket_client client{server_->port()};
  const auto answer = client.open("/ws/ada");
  EXPECT_EQ(answer.header("sec-websocket-accept"), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  EXPECT_EQ(answer.header("upgrade"), "websocket");
  EXPECT_EQ(answer.header("sec-websocket-extensions"), "");
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

TEST_F(websockets, answer_pings) {
  start();
  websocket_client client{server_->port()};
  open(client);
  client.send(client_frame::ping, "are you there");
  const auto pong = client.read();
  EXPECT_EQ(pong.kind, client_frame::pong);
  EXPECT_EQ(pong.payload, "are you there");
}

TEST_F(websockets, may_send_before_the_handshake_is_done) {
  start();
  websocket_client client{server_->port()};
  EXPECT_EQ(client.open("/eager").status, 101U);
  EXPECT_EQ(client.read().payload, "before the handshake");
  EXPECT_EQ(client.read().code(), 1000U);
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

TEST_F(websockets, know_when_the_connection_broke) {
  start();
  {
    websocket_client client{server_->port()};
    open(client);
  }
  expect_end("closed 1006");
  EXPECT_TRUE(server_->becomes_empty());
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
  EXPECT_TRUE(server_->becomes_empty());
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

TEST_F(websockets, give_the_refusal_as_an_answer) {
  start();
  websocket_client client{server_->port()};
  const auto answer = client.open("/refused");
  EXPECT_EQ(answer.status, 403U);
  EXPECT_TRUE(answer.body.contains("not_yours"));
  EXPECT_EQ(client.tcp().get("/page").body, "page");
}

TEST_F(websockets, answer_500_when_the_acceptor_fails) {
  start();
  for (const auto* path : {"/throws", "/null"}) {
    const auto answer = websocket_client{server_->port()}.open(path);
    EXPECT_EQ(answer.status, 500U) << path;
    EXPECT_TRUE(answer.body.contains("internal_error")) << path;
  }
  EXPECT_EQ(server_->log().next(), "failure: no acceptor today");
  EXPECT_EQ(server_->log().next(), "failure: a WebSocket's acceptor gave neither session nor refusal");
}

TEST_F(websockets, are_not_found_elsewhere) {
  start();
  EXPECT_EQ(websocket_client{server_->port()}.open("/nowhere").status, 404U);
  EXPECT_EQ(websocket_client{server_->port()}.open("/page").body, "page");
}

TEST_F(websockets, are_not_opened_without_asking) {
  start();
  testing::raw_client client{server_->port()};
  EXPECT_EQ(client.get("/ws/ada").status, 426U);
  EXPECT_EQ(client.get("/ws/ada", "Connection: upgrade\r\nUpgrade: h2c\r\n").status, 426U);
}

TEST_F(websockets, refuse_a_broken_handshake) {
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

TEST_F(websockets, wait_for_earlier_answers) {
  start();
  websocket_client client{server_->port()};
  client.tcp().send("GET /page HTTP/1.1\r\nHost: test\r\n\r\n" + websocket_client::handshake("/ws/ada"));
  EXPECT_EQ(client.tcp().read_answer().body, "page");
  EXPECT_EQ(client.tcp().read_answer().status, 101U);
  client.send(client_frame::text, "hello");
  EXPECT_EQ(client.read().payload, "hello");
}

TEST_F(websockets, take_no_frames_before_the_handshake) {
  start();
  websocket_client client{server_->port()};
  client.tcp().send(websocket_client::handshake("/ws/ada") + std::string("\x81\x01x", 3));
  EXPECT_EQ(client.tcp().read_answer().status, 426U);
  EXPECT_TRUE(log_.empty());
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
