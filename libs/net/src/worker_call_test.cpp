#include "worker_call.hpp"

#include "testing/raw_client.hpp"
#include "testing/running_server.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <memory>
#include <optional>
#include <stdexcept>
#include <thread>

namespace flex_video::net {
namespace {

using namespace std::chrono_literals;
using testing::raw_client;
using testing::running_server;

std::string get(const std::string& path) { return "GET " + path + " HTTP/1.1\r\nHost: test\r\n\r\n"; }

std::string name_of(std::thread::id thread, std::thread::id loop) {
  return thread == loop ? "loop" : "worker";
}

/// A server with one worker and a queue of one; "/slow" logs that it was entered, and answers when it is let
/// go.
class on_worker : public ::testing::Test {
 protected:
  void start() {
    server_options options;
    options.workers = &*crew_;
    server_.emplace(std::move(options), routes());
    server_->on_loop([this] { loop_thread_ = std::this_thread::get_id(); });
  }
  void TearDown() override {
    let_go();
    if (server_) server_->destroy();
    server_.reset();
  }

  router routes() {
    router table;
    table.add(
        method::post, "/slow/{name}",
        [this](const request& r) {
          entered_.add("entered " + std::string(r.parameter("name")));
          released_.wait();
          // Everything a request has is looked at after the wait.
          return text(200, std::string(r.parameter("name")) + " " + std::string(r.header("x-mark")) + " " +
                               std::string(r.body) + " " + std::string(r.remote_address));
        },
        runs_on::worker);
    table.add(
        method::get, "/where",
        [this](const request&) { return text(200, name_of(std::this_thread::get_id(), loop_thread_)); },
        runs_on::worker);
    table.add(method::get, "/hello", [this](const request&) {
      return text(200, "hello from the " + name_of(std::this_thread::get_id(), loop_thread_));
    });
    table.add(
        method::get, "/throw", [](const request&) -> response { throw std::runtime_error("on purpose"); },
        runs_on::worker);
    table.add(
        method::get, "/split", [](const request&) { return redirect("/a\r\nX-Evil: 1"); }, runs_on::worker);
    table.add(
        method::get, "/events",
        [this](const request&) {
          response answer;
          answer.stream = [this](std::shared_ptr<event_stream> stream) {
            stream->send(name_of(std::this_thread::get_id(), loop_thread_));
            stream_ = std::move(stream);
          };
          return answer;
        },
        runs_on::worker);
    return table;
  }

  static std::string slow(const std::string& name) {
    return "POST /slow/" + name + " HTTP/1.1\r\nHost: test\r\nX-Mark: mark\r\nContent-Length: 4\r\n\r\nbody";
  }
  void let_go() {
    if (!std::exchange(let_go_, true)) release_.set_value();
  }

  testing::event_log entered_;
  std::promise<void> release_;
  std::shared_future<void> released_ = release_.get_future().share();
  bool let_go_ = false;
  std::thread::id loop_thread_;
  std::shared_ptr<event_stream> stream_;
  std::optional<workers> crew_{std::in_place, 1, 1};
  std::optional<running_server> server_;
};

TEST_F(on_worker, handlers_run_off_the_loop) {
  start();
  raw_client client{server_->port()};
  EXPECT_EQ(client.get("/where").body, "worker");
  EXPECT_EQ(client.get("/hello").body, "hello from the loop");
  EXPECT_EQ(client.get("/where").body, "worker");
}

TEST_F(on_worker, handlers_run_on_the_loop_where_there_are_no_workers) {
  server_.emplace(server_options{}, routes());
  server_->on_loop([this] { loop_thread_ = std::this_thread::get_id(); });
  EXPECT_EQ(raw_client{server_->port()}.get("/where").body, "loop");
}

TEST_F(on_worker, a_slow_handler_leaves_the_loop_to_others_and_keeps_its_request) {
  start();
  raw_client waiting{server_->port()};
  waiting.send(slow("ada") + get("/hello"));
  EXPECT_EQ(entered_.next(), "entered ada");
  EXPECT_EQ(raw_client{server_->port()}.get("/hello").status, 200U);
  let_go();
  EXPECT_EQ(waiting.read_answer().body, "ada mark body 127.0.0.1");
  EXPECT_EQ(waiting.read_answer().body, "hello from the loop");
}

TEST_F(on_worker, pipelined_requests_are_answered_in_order_and_none_waits_for_a_later_one) {
  start();
  raw_client client{server_->port()};
  client.send(get("/hello") + slow("one") + get("/hello") + get("/where") + slow("two") + get("/hello"));
  EXPECT_EQ(client.read_answer().body, "hello from the loop");
  EXPECT_FALSE(client.readable(0));
  let_go();
  EXPECT_EQ(client.read_answer().body, "one mark body 127.0.0.1");
  EXPECT_EQ(client.read_answer().body, "hello from the loop");
  EXPECT_EQ(client.read_answer().body, "worker");
  EXPECT_EQ(client.read_answer().body, "two mark body 127.0.0.1");
  EXPECT_EQ(client.read_answer().body, "hello from the loop");
}

TEST_F(on_worker, too_much_is_refused_and_may_be_asked_again) {
  start();
  raw_client first{server_->port()};
  raw_client second{server_->port()};
  raw_client third{server_->port()};
  first.send(slow("one"));
  EXPECT_EQ(entered_.next(), "entered one");
  // The queue takes one: of the next two clients, one is refused.
  second.send(slow("two"));
  third.send(slow("three"));
  auto* refused = &second;
  while (!refused->readable(1)) refused = refused == &second ? &third : &second;
  const auto answer = refused->read_answer();
  EXPECT_EQ(answer.status, 503U);
  EXPECT_EQ(answer.header("retry-after"), "1");
  EXPECT_TRUE(answer.body.contains(R"("code":"overloaded")")) << answer.body;
  let_go();
  EXPECT_EQ(first.read_answer().status, 200U);
  EXPECT_EQ((refused == &second ? third : second).read_answer().status, 200U);
  refused->send(slow("again"));
  EXPECT_EQ(refused->read_answer().body, "again mark body 127.0.0.1");
}

TEST_F(on_worker, failures_are_answered_and_reported_as_on_the_loop) {
  start();
  raw_client client{server_->port()};
  EXPECT_EQ(client.get("/throw").status, 500U);
  EXPECT_EQ(client.get("/split").status, 500U);
  EXPECT_EQ(client.get("/where").body, "worker");
  EXPECT_EQ(server_->log().next(), "failure: on purpose");
  EXPECT_EQ(server_->log().next(), "failure: a handler answered with a malformed head");
}

TEST_F(on_worker, streams_begin_on_the_loop) {
  start();
  raw_client client{server_->port()};
  client.send(get("/events"));
  client.read_until("\r\n\r\n");
  EXPECT_EQ(client.read_chunk(), "loop");
}

TEST_F(on_worker, a_client_may_vanish_meanwhile) {
  start();
  {
    raw_client client{server_->port()};
    client.send(slow("ada"));
    EXPECT_EQ(entered_.next(), "entered ada");
  }
  let_go();
  EXPECT_TRUE(server_->reaches(0));
  EXPECT_EQ(raw_client{server_->port()}.get("/where").body, "worker");
}

TEST_F(on_worker, a_stopping_server_waits_for_the_answer) {
  start();
  raw_client client{server_->port()};
  client.send(slow("ada"));
  EXPECT_EQ(entered_.next(), "entered ada");
  server_->stop(1h);
  EXPECT_TRUE(server_->log().empty());
  let_go();
  const auto answer = client.read_answer();
  EXPECT_EQ(answer.body, "ada mark body 127.0.0.1");
  EXPECT_EQ(answer.header("connection"), "close");
  client.shut_sending();
  EXPECT_EQ(server_->log().next(), "stopped");
}

TEST_F(on_worker, a_stopping_server_ends_a_stream_that_begins_late) {
  start();
  raw_client ahead{server_->port()};
  ahead.send(slow("ada"));
  EXPECT_EQ(entered_.next(), "entered ada");
  raw_client client{server_->port()};
  client.send(get("/hello"));
  EXPECT_EQ(client.read_answer().status, 200U);
  client.send("GET /events HTTP/1.1\r\nHost: test\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n");
  client.read_until("\r\n\r\n");
  server_->stop(1h);
  client.send("x");
  let_go();
  client.read_until("\r\n\r\n");
  EXPECT_EQ(client.read_chunk(), "loop");
  EXPECT_EQ(client.read_all(), "0\r\n\r\n");
}

TEST_F(on_worker, a_stopping_server_waits_no_longer_than_its_grace) {
  start();
  raw_client running{server_->port()};
  running.send(slow("ada"));
  EXPECT_EQ(entered_.next(), "entered ada");
  raw_client queued{server_->port()};
  queued.send(slow("grace"));
  EXPECT_TRUE(server_->reaches(2));
  server_->stop(20ms);
  EXPECT_EQ(server_->log().next(), "stopped");
  EXPECT_EQ(running.read_all(), "");
  EXPECT_TRUE(running.closed());
  let_go();
  crew_.reset();
  // What had not begun when its client was cut off never does.
  EXPECT_TRUE(entered_.empty());
  server_->on_loop([] {});
}

TEST_F(on_worker, a_server_may_be_destroyed_meanwhile_and_the_loop_go_on) {
  start();
  raw_client client{server_->port()};
  client.send(slow("ada"));
  EXPECT_EQ(entered_.next(), "entered ada");
  server_->destroy();
  EXPECT_EQ(client.read_all(), "");
  EXPECT_TRUE(client.closed());
  let_go();
  crew_.reset();
  server_->on_loop([] {});
}

TEST_F(on_worker, server_workers_and_loop_may_be_destroyed_in_this_order_meanwhile) {
  start();
  raw_client client{server_->port()};
  client.send(slow("ada"));
  EXPECT_EQ(entered_.next(), "entered ada");
  server_->destroy();
  server_->halt();
  let_go();
  crew_.reset();
  server_.reset();
  EXPECT_EQ(client.read_all(), "");
}

}  // namespace
}  // namespace flex_video::net
