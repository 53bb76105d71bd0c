#include "testing/raw_client.hpp"
#include "testing/running_server.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace flex_video::net {
namespace {

using namespace std::chrono_literals;
using testing::raw_client;
using testing::running_server;

/// What the application holds of the streams it was given. Loop thread only.
struct application {
  std::vector<std::shared_ptr<event_stream>> streams;
  testing::event_log log;

  router routes() {
    router table;
    table.add(method::get, "/events", [this](const request&) {
      response answer;
      answer.with("Content-Type", "text/event-stream");
      answer.stream = [this](std::shared_ptr<event_stream> stream) {
        stream->on_close([this] { log.add("closed"); });
        stream->send("data: history\n\n");
        streams.push_back(std::move(stream));
        log.add("open");
      };
      return answer;
    });
    table.add(method::get, "/dropped", [](const request&) {
      response answer;
      answer.stream = [](const std::shared_ptr<event_stream>& stream) { stream->send("only this"); };
      return answer;
    });
    table.add(method::get, "/throw", [this](const request&) {
      response answer;
      answer.stream = [this](const std::shared_ptr<event_stream>& stream) {
        stream->on_close([this] { log.add("closed"); });
        throw std::runtime_error("on purpose");
      };
      return answer;
    });
    table.add(method::get, "/hello", [](const request&) { return text(200, "hello"); });
    return table;
  }
};

class stream : public ::testing::Test {
 protected:
  void start(limits limits = {}) { server_ = std::make_unique<running_server>(app_.routes(), limits); }
  ~stream() override {
    if (server_) server_->on_loop([this] { app_.streams.clear(); });
  }

  testing::answer open(raw_client& client,
                       std::string_view start = "GET /events HTTP/1.1\r\nHost: test\r\n\r\n") {
    client.send(start);
    testing::answer answer;
    answer.head = client.read_until("\r\n\r\n");
    EXPECT_EQ(app_.log.next(), "open");
    return answer;
  }
  bool send(const std::string& bytes) {
    bool sent = false;
    server_->on_loop([&] { sent = app_.streams.at(0)->send(bytes); });
    return sent;
  }
  void close() {
    server_->on_loop([this] { app_.streams.at(0)->close(); });
  }

  application app_;
  std::unique_ptr<running_server> server_;
};

TEST_F(stream, sends_events_as_they_come) {
  start();
  raw_client client{server_->port()};
  const auto answer = open(client);
  EXPECT_EQ(answer.header("transfer-encoding"), "chunked");
  EXPECT_EQ(answer.header("content-type"), "text/event-stream");
  EXPECT_EQ(answer.header("content-length"), "");
  EXPECT_EQ(client.read_chunk(), "data: history\n\n");
  EXPECT_TRUE(send("data: one\n\n"));
  EXPECT_EQ(client.read_chunk(), "data: one\n\n");
  EXPECT_TRUE(send(std::string(100'000, 'x')));
  EXPECT_EQ(client.read_chunk(), std::string(100'000, 'x'));
}

TEST_F(stream, does_not_end_by_an_empty_event) {
  start();
  raw_client client{server_->port()};
  open(client);
  client.read_chunk();
  EXPECT_TRUE(send(""));
  EXPECT_TRUE(send("more"));
  EXPECT_EQ(client.read_chunk(), "more");
}

TEST_F(stream, ends_with_the_body_when_closed) {
  start();
  raw_client client{server_->port()};
  open(client);
  send("last");
  close();
  EXPECT_FALSE(send("too late"));
  EXPECT_EQ(client.read_chunk(), "data: history\n\n");
  EXPECT_EQ(client.read_chunk(), "last");
  EXPECT_EQ(client.read_all(), "0\r\n\r\n");
  EXPECT_TRUE(client.closed());
  client.shut_sending();
  EXPECT_EQ(app_.log.next(), "closed");
  EXPECT_TRUE(server_->reaches(0));
}

TEST_F(stream, needs_no_chunks_for_http_1_0) {
  start();
  raw_client client{server_->port()};
  const auto answer = open(client, "GET /events HTTP/1.0\r\n\r\n");
  EXPECT_EQ(answer.header("transfer-encoding"), "");
  close();
  EXPECT_EQ(client.read_all(), "data: history\n\n");
}

TEST_F(stream, follows_answers_to_earlier_requests) {
  start();
  raw_client client{server_->port()};
  client.send("GET /hello HTTP/1.1\r\nHost: test\r\n\r\nGET /events HTTP/1.1\r\nHost: test\r\n\r\n");
  EXPECT_EQ(client.read_answer().body, "hello");
  EXPECT_TRUE(client.read_until("\r\n\r\n").contains("text/event-stream"));
  EXPECT_EQ(client.read_chunk(), "data: history\n\n");
}

TEST_F(stream, is_only_a_head_for_head) {
  start();
  raw_client client{server_->port()};
  client.send("HEAD /events HTTP/1.1\r\nHost: test\r\n\r\n");
  EXPECT_EQ(client.read_answer(true).header("content-type"), "text/event-stream");
  EXPECT_EQ(client.get("/hello").body, "hello");
  EXPECT_TRUE(app_.log.empty());
}

TEST_F(stream, tells_when_the_client_has_left) {
  start();
  {
    raw_client client{server_->port()};
    open(client);
  }
  EXPECT_EQ(app_.log.next(), "closed");
  EXPECT_FALSE(send("nobody hears"));
  EXPECT_TRUE(server_->reaches(0));
  server_->on_loop([this] { app_.streams.at(0)->on_close([this] { app_.log.add("closed already"); }); });
  EXPECT_EQ(app_.log.next(), "closed already");
}

TEST_F(stream, ends_when_the_application_drops_it) {
  start();
  raw_client client{server_->port()};
  client.send("GET /dropped HTTP/1.1\r\nHost: test\r\n\r\n");
  EXPECT_EQ(client.read_answer().body, "only this");
}

TEST_F(stream, breaks_when_the_application_fails) {
  start();
  raw_client client{server_->port()};
  client.send("GET /throw HTTP/1.1\r\nHost: test\r\n\r\n");
  EXPECT_FALSE(client.read_all().contains("\r\n0\r\n"));
  EXPECT_EQ(server_->log().next(), "failure: on purpose");
  EXPECT_EQ(app_.log.next(), "closed");
}

TEST_F(stream, limits_what_waits_for_a_slow_client) {
  start({.stream_queue = 10'000});
  raw_client client{server_->port()};
  open(client);
  bool all = true;
  server_->on_loop([&] {
    for (int i = 0; i < 11; ++i) all = app_.streams.at(0)->send(std::string(1000, 'x')) && all;
    // The application does not hear of the end while it is still sending.
    EXPECT_TRUE(app_.log.empty());
  });
  EXPECT_FALSE(all);
  EXPECT_EQ(app_.log.next(), "closed");
  EXPECT_TRUE(server_->reaches(0));
}

TEST_F(stream, gives_up_on_a_client_that_takes_nothing) {
  start({.stream_queue = 64 * 1024 * 1024, .write = 40ms});
  raw_client client{server_->port(), 4096};
  open(client);
  EXPECT_TRUE(send(std::string(32 * 1024 * 1024, 'x')));
  EXPECT_EQ(app_.log.next(), "closed");
}

TEST_F(stream, tells_of_the_end_before_a_server_is_gone) {
  start();
  raw_client client{server_->port()};
  open(client);
  server_->destroy();
  EXPECT_FALSE(app_.log.empty());
  EXPECT_EQ(app_.log.next(), "closed");
  EXPECT_FALSE(send("nobody hears"));
}

}  // namespace
}  // namespace flex_video::net
