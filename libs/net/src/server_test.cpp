#include "flex_video/net/server.hpp"

#include "testing/running_server.hpp"
#include "testing/websocket_client.hpp"

#include <gtest/gtest.h>

#include <system_error>

namespace flex_video::net {
namespace {

using namespace std::chrono_literals;
using testing::raw_client;
using testing::running_server;
using testing::websocket_client;

constexpr std::size_t large_size = std::size_t{16} * 1024 * 1024;

class silent_session final : public websocket_session {
 public:
  explicit silent_session(testing::event_log& log) : log_(log) {}
  void on_message(frame, std::string_view) override {}
  void on_close(std::uint16_t code) override { log_.add("closed " + std::to_string(code)); }

 private:
  testing::event_log& log_;
};

class stopping : public ::testing::Test {
 protected:
  stopping() {
    router table;
    table.add(method::get, "/hello", [](const request&) { return text(200, "hello"); });
    table.add(method::post, "/echo", [](const request& r) { return text(200, std::string(r.body)); });
    table.add(method::get, "/large", [](const request&) { return text(200, std::string(large_size, 'x')); });
    table.add(method::get, "/events", [this](const request&) {
      response answer;
      answer.stream = [this](std::shared_ptr<event_stream> stream) {
        stream->send("event");
        stream_ = std::move(stream);
      };
      return answer;
    });
    table.add_websocket("/ws", [this](const request&, const std::shared_ptr<websocket>&) {
      return std::make_unique<silent_session>(log_);
    });
    server_ = std::make_unique<running_server>(std::move(table));
  }
  ~stopping() override {
    server_->on_loop([this] { stream_.reset(); });
  }

  testing::event_log log_;
  std::shared_ptr<event_stream> stream_;
  std::unique_ptr<running_server> server_;
};

TEST_F(stopping, is_done_at_once_without_connections) {
  server_->stop(1h);
  EXPECT_EQ(server_->log().next(), "stopped");
}

TEST_F(stopping, accepts_nobody) {
  server_->stop(1h);
  EXPECT_THROW(raw_client{server_->port()}, std::runtime_error);
}

TEST_F(stopping, closes_what_is_idle) {
  raw_client used{server_->port()};
  raw_client fresh{server_->port()};
  used.get("/hello");
  EXPECT_TRUE(server_->reaches(2));
  server_->stop(1h);
  EXPECT_EQ(server_->log().next(), "stopped");
  EXPECT_EQ(used.read_all(), "");
  EXPECT_TRUE(used.closed());
  EXPECT_TRUE(fresh.read_all().empty());
}

TEST_F(stopping, lets_a_request_finish_that_is_being_read) {
  raw_client client{server_->port()};
  client.send("POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
  client.read_until("\r\n\r\n");
  server_->stop(1h);
  EXPECT_TRUE(server_->log().empty());
  client.send("abc");
  const auto answer = client.read_answer();
  EXPECT_EQ(answer.body, "abc");
  EXPECT_EQ(answer.header("connection"), "close");
  client.shut_sending();
  EXPECT_EQ(server_->log().next(), "stopped");
}

TEST_F(stopping, lets_an_answer_finish_that_is_being_written) {
  raw_client client{server_->port(), 4096};
  client.send("GET /large HTTP/1.1\r\nHost: test\r\n\r\n");
  EXPECT_TRUE(client.readable(20'000));
  server_->stop(1h);
  EXPECT_EQ(client.read_answer().body.size(), large_size);
  client.shut_sending();
  EXPECT_EQ(server_->log().next(), "stopped");
}

TEST_F(stopping, closes_websockets_and_streams) {
  websocket_client client{server_->port()};
  EXPECT_EQ(client.open("/ws").status, 101U);
  raw_client listener{server_->port()};
  listener.send("GET /events HTTP/1.1\r\nHost: test\r\n\r\n");
  listener.read_until("\r\n\r\n");
  EXPECT_EQ(listener.read_chunk(), "event");
  server_->stop(1h);
  EXPECT_EQ(client.read().code(), 1012U);
  client.send_close(1012);
  client.tcp().read_all();
  client.tcp().shut_sending();
  EXPECT_EQ(log_.next(), "closed 1012");
  EXPECT_EQ(listener.read_all(), "0\r\n\r\n");
  listener.shut_sending();
  EXPECT_EQ(server_->log().next(), "stopped");
}

TEST_F(stopping, cuts_off_what_is_left_after_the_grace) {
  websocket_client client{server_->port()};
  EXPECT_EQ(client.open("/ws").status, 101U);
  raw_client sender{server_->port()};
  sender.send("GET /hel");
  EXPECT_TRUE(server_->reaches(2));
  server_->stop(20ms);
  EXPECT_EQ(server_->log().next(), "stopped");
  EXPECT_EQ(log_.next(), "closed 1006");
  EXPECT_EQ(sender.read_all(), "");
  EXPECT_TRUE(sender.closed());
  EXPECT_EQ(server_->connections(), 0U);
}

TEST_F(stopping, is_done_once) {
  server_->stop(1h);
  server_->stop(1h);
  EXPECT_EQ(server_->log().next(), "stopped");
  EXPECT_TRUE(server_->log().empty());
}

TEST_F(stopping, is_not_waited_for_by_a_destroyed_server) {
  raw_client client{server_->port()};
  client.send("GET /hel");
  EXPECT_TRUE(server_->reaches(1));
  server_->stop(1h);
  server_->destroy();
  EXPECT_EQ(client.read_all(), "");
  EXPECT_TRUE(client.closed());
  EXPECT_TRUE(server_->log().empty());
}

server_options at(std::string address, std::uint16_t port) {
  server_options options;
  options.address = std::move(address);
  options.port = port;
  return options;
}

TEST(server, refuses_an_address_it_cannot_have) {
  event_loop loop;
  const server first{loop, {}, at("127.0.0.1", 0)};
  EXPECT_THROW((server{loop, {}, at("127.0.0.1", first.port())}), std::system_error);
  EXPECT_THROW((server{loop, {}, at("localhost", 0)}), std::system_error);
  EXPECT_THROW((server{loop, {}, at("192.0.2.1", 0)}), std::system_error);
}

TEST(server, lets_the_loop_end_when_it_is_stopped) {
  event_loop loop;
  server one{loop, {}, at("127.0.0.1", 0)};
  bool stopped = false;
  loop.post([&] { one.stop(1h, [&] { stopped = true; }); });
  loop.run();
  EXPECT_TRUE(stopped);
}

TEST(server, may_be_destroyed_when_it_has_stopped) {
  event_loop loop;
  auto one = std::make_unique<server>(loop, router{}, at("127.0.0.1", 0));
  loop.post([&] { one->stop(1h, [&] { one.reset(); }); });
  loop.run();
  EXPECT_EQ(one, nullptr);
}

TEST(server, listens_on_ipv6_too) {
  event_loop loop;
  EXPECT_NO_THROW((server{loop, {}, at("::1", 0)}));
}

}  // namespace
}  // namespace flex_video::net
