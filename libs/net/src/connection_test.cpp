#include "testing/raw_client.hpp"
#include "testing/running_server.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <stdexcept>
#include <vector>

namespace flex_video::net {
namespace {

using namespace std::chrono_literals;
using testing::raw_client;
using testing::running_server;

constexpr std::size_t large_size = std::size_t{16} * 1024 * 1024;

router routes() {
  router table;
  table.add(method::get, "/hello", [](const request&) { return text(200, "hello"); });
  table.add(method::get, "/number/{n}",
            [](const request& r) { return text(200, std::string(r.parameter("n"))); });
  table.add(method::post, "/echo", [](const request& r) { return text(200, std::string(r.body)); });
  table.add(method::get, "/who", [](const request& r) { return text(200, std::string(r.remote_address)); });
  table.add(method::get, "/throw",
            [](const request&) -> response { throw std::runtime_error("on purpose"); });
  table.add(method::get, "/throw-other", [](const request&) -> response { throw 1; });
  table.add(method::get, "/split", [](const request&) { return redirect("/a\r\nX-Evil: 1"); });
  table.add(method::get, "/large",
            [large = std::make_shared<const std::string>(large_size, 'x')](const request&) {
              response answer;
              answer.shared_body = large;
              return answer;
            });
  return table;
}

std::string get(const std::string& path, const std::string& headers = {}) {
  return "GET " + path + " HTTP/1.1\r\nHost: test\r\n" + headers + "\r\n";
}

bool is_problem(const testing::answer& answer, const std::string& code) {
  return answer.header("content-type") == "application/problem+json" &&
         answer.body.contains("\"code\":\"" + code + "\"");
}

TEST(connection, answers_one_request_after_the_other) {
  running_server server{routes()};
  raw_client client{server.port()};
  for (int i = 0; i < 3; ++i) EXPECT_EQ(client.get("/number/" + std::to_string(i)).body, std::to_string(i));
  EXPECT_EQ(server.connections(), 1U);
}

TEST(connection, dates_its_answers) {
  running_server server{routes()};
  EXPECT_TRUE(raw_client{server.port()}.get("/hello").header("date").ends_with(" GMT"));
}

TEST(connection, names_each_request_in_its_answer_and_to_its_handler) {
  auto routed = routes();
  routed.add(method::get, "/id", [](const request& request) { return text(200, std::string{request.id}); });
  running_server server{std::move(routed)};
  raw_client client{server.port()};
  const auto first = client.get("/id"), second = client.get("/id"), lost = client.get("/nowhere");
  EXPECT_EQ(first.body.size(), 16U);
  EXPECT_EQ(first.header("x-request-id"), first.body);
  EXPECT_NE(second.body, first.body);
  EXPECT_EQ(lost.header("x-request-id").size(), 16U);
}

TEST(connection, answers_pipelined_requests_in_order) {
  running_server server{routes()};
  raw_client client{server.port()};
  std::string all;
  for (int i = 0; i < 2000; ++i) all += get("/number/" + std::to_string(i));
  ASSERT_TRUE(client.send(all));
  for (int i = 0; i < 2000; ++i) ASSERT_EQ(client.read_answer().body, std::to_string(i));
}

TEST(connection, answers_head_without_a_body) {
  running_server server{routes()};
  raw_client client{server.port()};
  client.send("HEAD /hello HTTP/1.1\r\nHost: test\r\n\r\n");
  EXPECT_EQ(client.read_answer(true).header("content-length"), "5");
  EXPECT_EQ(client.get("/hello").body, "hello");
}

TEST(connection, takes_bodies_of_known_length_and_in_chunks) {
  running_server server{routes()};
  raw_client client{server.port()};
  client.send("POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 3\r\n\r\nabc");
  EXPECT_EQ(client.read_answer().body, "abc");
  client.send(
      "POST /echo HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: "
      "chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
  EXPECT_EQ(client.read_answer().body, "abcde");
}

TEST(connection, tells_who_asks) {
  running_server server{routes()};
  EXPECT_EQ(raw_client{server.port()}.get("/who").body, "127.0.0.1");
}

TEST(connection, closes_when_asked_to) {
  running_server server{routes()};
  raw_client client{server.port()};
  EXPECT_EQ(client.get("/hello", "Connection: close\r\n").header("connection"), "close");
  client.read_all();
  EXPECT_TRUE(client.closed());
}

TEST(connection, serves_http_1_0) {
  running_server server{routes()};
  raw_client client{server.port()};
  client.send("GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_EQ(client.read_answer().header("connection"), "keep-alive");
  client.send("GET /hello HTTP/1.0\r\n\r\n");
  EXPECT_EQ(client.read_answer().header("connection"), "close");
  client.read_all();
  EXPECT_TRUE(client.closed());
}

TEST(connection, answers_a_client_that_sends_no_more) {
  running_server server{routes()};
  raw_client client{server.port()};
  client.send(get("/large"));
  client.shut_sending();
  EXPECT_EQ(client.read_answer().body.size(), large_size);
  client.read_all();
  EXPECT_TRUE(client.closed());
}

TEST(connection, forgets_a_client_that_leaves_in_a_request) {
  running_server server{routes()};
  {
    raw_client client{server.port()};
    client.send("GET /hel");
    EXPECT_TRUE(server.reaches(1));
  }
  EXPECT_TRUE(server.reaches(0));
}

TEST(connection, gives_the_go_ahead_for_a_body) {
  running_server server{routes()};
  raw_client client{server.port()};
  client.send("POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("abc");
  EXPECT_EQ(client.read_answer().body, "abc");
}

TEST(connection, answers_500_when_a_handler_fails_and_goes_on) {
  running_server server{routes()};
  raw_client client{server.port()};
  for (const auto* path : {"/throw", "/throw-other", "/split"}) {
    const auto answer = client.get(path);
    EXPECT_EQ(answer.status, 500U) << path;
    EXPECT_TRUE(is_problem(answer, "internal_error")) << answer.body;
  }
  EXPECT_EQ(client.get("/hello").status, 200U);
  EXPECT_EQ(server.log().next(), "failure: on purpose");
  EXPECT_EQ(server.log().next(), "failure: an exception of unknown type");
  EXPECT_EQ(server.log().next(), "failure: a handler answered with a malformed head");
}

TEST(connection, logs_each_request_without_its_query) {
  testing::event_log log;
  running_server server{routes(), {}, [&](const access& one) {
                          log.add(std::string(one.path) + " " + std::to_string(one.status) + " " +
                                  std::string(one.remote_address));
                        }};
  raw_client client{server.port()};
  client.get("/hello?secret=1");
  client.get("/nothing");
  EXPECT_EQ(log.next(), "/hello 200 127.0.0.1");
  EXPECT_EQ(log.next(), "/nothing 404 127.0.0.1");
}

TEST(connection, refuses_malformed_requests) {
  running_server server{routes()};
  raw_client client{server.port()};
  client.send("GET / HTTP/1.1\r\nNonsense\r\n\r\n");
  const auto answer = client.read_answer();
  EXPECT_EQ(answer.status, 400U);
  EXPECT_TRUE(is_problem(answer, "malformed_request"));
  EXPECT_EQ(answer.header("connection"), "close");
  client.read_all();
  EXPECT_TRUE(client.closed());
}

TEST(connection, never_takes_a_body_for_a_request) {
  running_server server{routes()};
  raw_client client{server.port()};
  client.send(
      "POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 4\r\nTransfer-Encoding: "
      "chunked\r\n\r\n0\r\n\r\n" +
      get("/hello"));
  EXPECT_EQ(client.read_answer().status, 400U);
  EXPECT_EQ(client.read_all(), "");
}

TEST(connection, limits_headers) {
  running_server server{routes(), {.header_bytes = 1000}};
  raw_client client{server.port()};
  client.send("GET /hello HTTP/1.1\r\nHost: test\r\nX: " + std::string(100'000, 'x'));
  const auto answer = client.read_answer();
  EXPECT_EQ(answer.status, 431U);
  EXPECT_TRUE(is_problem(answer, "headers_too_large"));
}

TEST(connection, limits_bodies_without_reading_them) {
  running_server server{routes(), {.body_bytes = 10'000}};
  raw_client client{server.port()};
  client.send("POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 50000\r\nExpect: 100-continue\r\n\r\n");
  const auto answer = client.read_answer();
  EXPECT_EQ(answer.status, 413U);
  EXPECT_TRUE(is_problem(answer, "body_too_large"));
}

TEST(connection, delivers_its_refusal_to_a_client_that_goes_on_sending) {
  running_server server{routes(), {.body_bytes = 10'000}};
  raw_client client{server.port()};
  client.send("POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 1000000\r\n\r\n");
  client.send(std::string(1'000'000, 'x'));
  EXPECT_EQ(client.read_answer().status, 413U);
}

TEST(connection, limits_chunked_bodies) {
  running_server server{routes(), {.body_bytes = 10'000}};
  raw_client client{server.port()};
  client.send("POST /echo HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n");
  for (int i = 0; i < 11; ++i) client.send("3e8\r\n" + std::string(1000, 'x') + "\r\n");
  const auto answer = client.read_answer();
  EXPECT_EQ(answer.status, 413U);
  EXPECT_TRUE(is_problem(answer, "body_too_large"));
}

router with_pictures() {
  auto table = routes();
  table.add(method::post, "/pictures",
            [](const request& r) { return text(200, std::to_string(r.body.size())); });
  table.take_large_bodies(method::post, "/pictures", 200'000);
  return table;
}

void announce(raw_client& client, std::size_t length) {
  client.send("POST /pictures HTTP/1.1\r\nHost: test\r\nExpect: 100-continue\r\nContent-Length: " +
              std::to_string(length) + "\r\n\r\n");
}

TEST(connection, takes_large_bodies_as_long_as_there_is_room_for_all) {
  running_server server{with_pictures(), {.body_bytes = 10'000, .large_bodies = 300'000}};
  raw_client first{server.port()};
  const std::string go_ahead = "HTTP/1.1 100 Continue\r\n\r\n";
  announce(first, 200'000);
  EXPECT_EQ(first.read_until("\r\n\r\n"), go_ahead);
  first.send(std::string(199'999, 'x'));
  raw_client second{server.port()};
  announce(second, 150'000);
  const auto refused = second.read_answer();
  EXPECT_EQ(refused.status, 503U);
  EXPECT_TRUE(is_problem(refused, "overloaded"));
  EXPECT_EQ(refused.header("retry-after"), "5");
  first.send("x");
  EXPECT_EQ(first.read_answer().body, "200000");

  raw_client third{server.port()};
  announce(third, 150'000);
  EXPECT_EQ(third.read_until("\r\n\r\n"), go_ahead);
  third.send(std::string(150'000, 'x'));
  EXPECT_EQ(third.read_answer().body, "150000");
  announce(first, 200'001);
  EXPECT_EQ(first.read_answer().status, 413U);
}

TEST(connection, gives_up_a_large_body_that_stalls) {
  using std::chrono::milliseconds;
  running_server server{with_pictures(), {.body_bytes = 10'000, .request_read = milliseconds{150}}};
  raw_client stalled{server.port()};
  announce(stalled, 200'000);
  EXPECT_EQ(stalled.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  stalled.send(std::string(70'000, 'x'));
  EXPECT_EQ(stalled.read_answer().status, 408U);
}

TEST(connection, limits_how_many_there_are) {
  running_server server{routes(), {.connections = 2}};
  raw_client first{server.port()};
  raw_client second{server.port()};
  EXPECT_EQ(first.get("/hello").status, 200U);
  EXPECT_EQ(second.get("/hello").status, 200U);
  const auto answer = raw_client{server.port()}.get("/hello");
  EXPECT_EQ(answer.status, 503U);
  EXPECT_TRUE(is_problem(answer, "too_many_connections"));
  EXPECT_EQ(first.get("/hello").status, 200U);
  EXPECT_EQ(server.connections(), 2U);
}

TEST(connection, takes_a_new_one_when_another_has_left) {
  running_server server{routes(), {.connections = 1}};
  {
    EXPECT_EQ(raw_client{server.port()}.get("/hello").status, 200U);
  }
  EXPECT_TRUE(server.reaches(0));
  EXPECT_EQ(raw_client{server.port()}.get("/hello").status, 200U);
}

TEST(connection, only_closes_in_a_flood_of_refused_ones) {
  running_server server{routes(), {.connections = 1}};
  raw_client first{server.port()};
  EXPECT_EQ(first.get("/hello").status, 200U);
  std::vector<std::unique_ptr<raw_client>> flood;
  unsigned refused = 0;
  unsigned closed = 0;
  for (int i = 0; i < 100; ++i) {
    flood.push_back(std::make_unique<raw_client>(server.port()));
    const auto status = flood.back()->read_answer().status;
    refused += status == 503 ? 1 : 0;
    closed += status == 0 && flood.back()->closed() ? 1 : 0;
  }
  EXPECT_EQ(refused, 64U);
  EXPECT_EQ(closed, 36U);
}

TEST(connection, gives_a_request_so_much_time) {
  running_server server{routes(), {.request_read = 40ms}};
  raw_client client{server.port()};
  client.send("GET /hello HTTP/1.1\r\n");
  const auto answer = client.read_answer();
  EXPECT_EQ(answer.status, 408U);
  EXPECT_TRUE(is_problem(answer, "request_timeout"));
  client.read_all();
  EXPECT_TRUE(client.closed());
}

TEST(connection, gives_a_trickling_request_no_more) {
  running_server server{routes(), {.request_read = 60ms}};
  raw_client client{server.port()};
  client.send("POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 10000\r\n\r\n");
  for (int sent = 0; sent < 10'000 && !client.readable(5); ++sent) client.send("x");
  EXPECT_EQ(client.read_answer().status, 408U);
}

TEST(connection, gives_each_request_its_own_time) {
  running_server server{routes(), {.request_read = 300ms}};
  raw_client client{server.port()};
  const auto end = std::chrono::steady_clock::now() + 400ms;
  client.send("GET /hel");
  while (std::chrono::steady_clock::now() < end) {
    client.send("lo HTTP/1.1\r\nHost: test\r\n\r\nGET /hel");
    ASSERT_EQ(client.read_answer().status, 200U);
  }
}

TEST(connection, closes_when_idle_for_long) {
  running_server server{routes(), {.keep_alive = 200ms}};
  raw_client used{server.port()};
  raw_client fresh{server.port()};
  EXPECT_EQ(used.get("/hello").status, 200U);
  EXPECT_EQ(used.read_all(), "");
  EXPECT_TRUE(used.closed());
  EXPECT_EQ(fresh.read_all(), "");
  EXPECT_TRUE(fresh.closed());
}

TEST(connection, does_not_take_empty_lines_for_a_request) {
  running_server server{routes(), {.request_read = 60ms}};
  raw_client client{server.port()};
  for (int sent = 0; sent < 10'000 && !client.readable(5); ++sent) client.send("\r\n");
  EXPECT_EQ(client.read_answer().status, 408U);
}

TEST(connection, gives_up_on_a_client_that_takes_nothing) {
  running_server server{routes(), {.write = 40ms}};
  raw_client client{server.port(), 4096};
  client.send(get("/large"));
  EXPECT_TRUE(client.readable(20'000));
  EXPECT_TRUE(server.reaches(0));
  EXPECT_LT(client.read_all().size(), large_size);
}

TEST(connection, gives_up_on_a_refused_client_that_never_stops) {
  running_server server{routes(), {.write = 40ms}};
  raw_client client{server.port()};
  client.send("nonsense\r\n\r\n");
  EXPECT_EQ(client.read_answer().status, 400U);
  EXPECT_TRUE(server.reaches(0));
}

}  // namespace
}  // namespace flex_video::net
