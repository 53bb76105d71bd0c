#include "transport.hpp"

#include "testing/running_server.hpp"
#include "testing/test_certificate.hpp"
#include "testing/tls_client.hpp"
#include "testing/websocket_client.hpp"

#include "flex_video/net/errc.hpp"

#include <gtest/gtest.h>
#include <openssl/ssl.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

namespace flex_video::net {
namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;
using testing::raw_client;
using testing::running_server;
using testing::test_certificate;
using testing::tls_client;
using testing::websocket_client;

constexpr std::size_t large_size = std::size_t{16} * 1024 * 1024;

std::string get(const std::string& path) { return "GET " + path + " HTTP/1.1\r\nHost: test\r\n\r\n"; }

class echo_session final : public websocket_session {
 public:
  echo_session(testing::event_log& log, std::shared_ptr<websocket> socket)
      : log_(log), socket_(std::move(socket)) {}
  void on_message(frame kind, std::string_view message) override {
    socket_->send(kind, std::string(message));
  }
  void on_close(std::uint16_t code) override { log_.add("closed " + std::to_string(code)); }

 private:
  testing::event_log& log_;
  std::shared_ptr<websocket> socket_;
};

class tls : public ::testing::Test {
 protected:
  void start(limits limits = {}) {
    server_options options{.limits = limits};
    options.tls = certificate_.files();
    server_.emplace(std::move(options), routes());
  }
  void TearDown() override {
    if (server_) server_->on_loop([this] { stream_.reset(); });
  }

  router routes() {
    router table;
    table.add(method::get, "/hello", [](const request&) { return text(200, "hello"); });
    table.add(method::get, "/secure", [](const request& r) { return text(200, r.secure ? "yes" : "no"); });
    table.add(method::post, "/echo", [](const request& r) { return text(200, std::string(r.body)); });
    table.add(method::get, "/large", [](const request&) { return text(200, std::string(large_size, 'x')); });
    table.add(method::get, "/events", [this](const request&) {
      response answer;
      answer.stream = [this](std::shared_ptr<event_stream> stream) {
        stream->on_close([this] { log_.add("gone"); });
        stream->send("first");
        stream_ = std::move(stream);
      };
      return answer;
    });
    table.add_websocket("/ws", [this](const request&, std::shared_ptr<websocket> socket) {
      return std::make_unique<echo_session>(log_, std::move(socket));
    });
    return table;
  }

  std::uint16_t port() const { return server_->port(); }
  base::result<void> reload() {
    base::result<void> result;
    server_->on_loop([&] { result = server_->get().reload_certificate(); });
    return result;
  }

  test_certificate certificate_;
  testing::event_log log_;
  std::shared_ptr<event_stream> stream_;
  std::optional<running_server> server_;
};

TEST_F(tls, answers_by_1_2_and_1_3) {
  start();
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    tls_client client{port(), {.lowest_version = version, .highest_version = version}};
    EXPECT_EQ(client.get("/hello").body, "hello") << client.version();
    EXPECT_EQ(client.get("/hello").body, "hello") << client.version();
  }
}

TEST_F(tls, is_not_spoken_in_older_versions) {
  start();
  const tls_client client{port(), {.lowest_version = TLS1_VERSION, .highest_version = TLS1_1_VERSION}};
  EXPECT_FALSE(client.connected());
}

TEST_F(tls, agrees_on_http_1_1_and_nothing_else) {
  start();
  const tls_client both{port(), {.protocols = "\x02h2\x08http/1.1"}};
  EXPECT_EQ(both.protocol(), "http/1.1");
  const tls_client other{port(), {.protocols = "\x02h2"}};
  EXPECT_FALSE(other.connected());
}

TEST_F(tls, is_not_negotiated_twice) {
  start();
  tls_client client{port(), {.highest_version = TLS1_2_VERSION}};
  EXPECT_EQ(client.get("/hello").body, "hello");
  EXPECT_FALSE(client.renegotiate());
}

TEST_F(tls, carries_pipelined_requests) {
  start();
  tls_client client{port()};
  std::string all;
  for (int i = 0; i < 500; ++i) all += get("/hello");
  ASSERT_TRUE(client.send(all));
  for (int i = 0; i < 500; ++i) ASSERT_EQ(client.read_answer().body, "hello");
}

TEST_F(tls, carries_large_requests_and_answers) {
  start({.body_bytes = 2'000'000});
  tls_client client{port()};
  std::string body;
  for (int i = 0; body.size() < 1'000'000; ++i) body += std::to_string(i);
  client.send("POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: " + std::to_string(body.size()) +
              "\r\n\r\n" + body);
  EXPECT_EQ(client.read_answer().body, body);
  EXPECT_EQ(client.get("/large").body.size(), large_size);
}

TEST_F(tls, waits_for_a_client_that_takes_little_at_a_time) {
  start();
  tls_client client{port(), 4096};
  client.send(get("/large") + get("/hello"));
  EXPECT_EQ(client.read_answer().body, std::string(large_size, 'x'));
  EXPECT_EQ(client.read_answer().body, "hello");
}

TEST_F(tls, is_told_to_handlers) {
  start();
  EXPECT_EQ(tls_client{port()}.get("/secure").body, "yes");
}

TEST_F(tls, ends_properly) {
  start();
  tls_client client{port()};
  EXPECT_EQ(client.get("/hello", "Connection: close\r\n").body, "hello");
  EXPECT_EQ(client.read_all(), "");
  EXPECT_TRUE(client.ended_properly());
}

TEST_F(tls, ends_properly_where_nobody_asked) {
  start({.keep_alive = 40ms});
  tls_client client{port()};
  EXPECT_EQ(client.read_all(), "");
  EXPECT_TRUE(client.ended_properly());
  EXPECT_TRUE(server_->reaches(0));
}

TEST_F(tls, carries_event_streams) {
  start();
  tls_client client{port()};
  client.send(get("/events"));
  client.read_until("\r\n\r\n");
  EXPECT_EQ(client.read_chunk(), "first");
  server_->on_loop([this] { stream_->send(std::string(100'000, 'y')); });
  EXPECT_EQ(client.read_chunk(), std::string(100'000, 'y'));
  server_->on_loop([this] { stream_->close(); });
  EXPECT_EQ(client.read_all(), "0\r\n\r\n");
  EXPECT_TRUE(client.ended_properly());
}

TEST_F(tls, tells_an_event_stream_that_its_client_left) {
  start();
  {
    tls_client client{port()};
    client.send(get("/events"));
    client.read_until("\r\n\r\n");
    EXPECT_EQ(client.read_chunk(), "first");
  }
  EXPECT_EQ(log_.next(), "gone");
}

TEST_F(tls, carries_websockets) {
  start();
  websocket_client client{std::make_unique<tls_client>(port())};
  ASSERT_EQ(client.open("/ws").status, 101U);
  client.send(websocket_client::text, "hello");
  EXPECT_EQ(client.read().payload, "hello");
  const std::string long_message(300'000, 'z');
  client.send(websocket_client::binary, long_message);
  EXPECT_EQ(client.read().payload, long_message);
  client.send_close(1000);
  EXPECT_EQ(client.read().code(), 1000U);
  client.tcp().read_all();
  client.tcp().shut_sending();
  EXPECT_EQ(log_.next(), "closed 1000");
  EXPECT_TRUE(server_->reaches(0));
}

TEST_F(tls, tells_a_websocket_that_its_client_vanished) {
  start();
  {
    websocket_client client{std::make_unique<tls_client>(port())};
    ASSERT_EQ(client.open("/ws").status, 101U);
  }
  EXPECT_EQ(log_.next(), "closed 1006");
}

TEST_F(tls, gives_a_handshake_so_much_time) {
  start({.tls_handshake = 60ms});
  raw_client silent{port()};
  EXPECT_EQ(silent.read_all(), "");
  EXPECT_TRUE(silent.closed());
  raw_client trickling{port()};
  // The head of a record of a ClientHello of 512 bytes, which comes byte by byte.
  trickling.send("\x16\x03\x01\x02\x00"s);
  for (int sent = 0; sent < 400 && !trickling.readable(5); ++sent) trickling.send("\x01");
  trickling.read_all();
  EXPECT_TRUE(trickling.closed());
  EXPECT_TRUE(server_->reaches(0));
}

TEST_F(tls, closes_on_clients_that_speak_something_else) {
  start();
  raw_client plain{port()};
  EXPECT_EQ(plain.get("/hello").status, 0U);
  plain.read_all();
  EXPECT_TRUE(plain.closed());
  EXPECT_TRUE(server_->reaches(0));
  EXPECT_EQ(tls_client{port()}.get("/hello").body, "hello");
}

TEST_F(tls, tells_clients_over_the_limit_so) {
  start({.connections = 1});
  tls_client first{port()};
  EXPECT_EQ(first.get("/hello").status, 200U);
  EXPECT_EQ(tls_client{port()}.get("/hello").status, 503U);
}

TEST_F(tls, is_stopped_in_and_after_the_handshake) {
  start();
  raw_client early{port()};
  tls_client late{port()};
  EXPECT_EQ(late.get("/hello").status, 200U);
  EXPECT_TRUE(server_->reaches(2));
  server_->stop(1h);
  EXPECT_EQ(server_->log().next(), "stopped");
  EXPECT_EQ(early.read_all(), "");
  EXPECT_EQ(late.read_all(), "");
  EXPECT_TRUE(late.ended_properly());
}

TEST_F(tls, is_cut_off_with_the_server) {
  start();
  raw_client early{port()};
  tls_client late{port()};
  EXPECT_EQ(late.get("/hello").status, 200U);
  EXPECT_TRUE(server_->reaches(2));
  server_->destroy();
  EXPECT_EQ(early.read_all(), "");
  EXPECT_EQ(late.read_all(), "");
}

TEST_F(tls, takes_a_renewed_certificate_for_new_clients) {
  start();
  tls_client before{port()};
  EXPECT_EQ(before.server_name(), "one");
  certificate_.renew("two");
  EXPECT_TRUE(reload());
  EXPECT_EQ(tls_client{port()}.server_name(), "two");
  EXPECT_EQ(before.get("/hello").body, "hello");
}

TEST_F(tls, keeps_its_certificate_when_the_new_one_is_broken) {
  start();
  certificate_.renew("two");
  certificate_.truncate();
  EXPECT_EQ(reload().error().code, errc::certificate_unusable);
  EXPECT_EQ(tls_client{port()}.server_name(), "one");
}

TEST_F(tls, is_not_started_without_a_usable_certificate) {
  certificate_.truncate();
  event_loop loop;
  server_options options;
  options.port = 0;
  options.tls = certificate_.files();
  try {
    const server one{loop, std::move(options)};
    FAIL();
  } catch (const std::system_error& refused) {
    EXPECT_EQ(refused.code(), errc::certificate_unusable);
  }
}

TEST(server_in_the_clear, has_no_certificate_to_reload) {
  event_loop loop;
  server_options options;
  options.port = 0;
  server one{loop, std::move(options)};
  EXPECT_THROW(std::ignore = one.reload_certificate(), std::logic_error);
}

}  // namespace
}  // namespace flex_video::net
