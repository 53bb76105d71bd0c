#include "default_headers.hpp"

#include "testing/raw_client.hpp"
#include "testing/running_server.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <stdexcept>

namespace flex_video::net {
namespace {

using namespace std::chrono_literals;

TEST(default_headers, are_added_where_they_are_missing) {
  const default_headers defaults{{{"Cache-Control", "no-store"}, {"X-One", "1"}}};
  const auto added = [&](const default_headers::headers& present) {
    std::string out = "head";
    defaults.append_missing(out, present);
    return out;
  };
  EXPECT_EQ(added({}), "head\r\nCache-Control: no-store\r\nX-One: 1");
  EXPECT_EQ(added({{"cache-control", "max-age=1"}}), "head\r\nX-One: 1");
  EXPECT_EQ(added({{"X-ONE", "2"}, {"Cache-Control", ""}}), "head");
}

TEST(default_headers, cannot_break_the_head_or_its_framing) {
  for (const auto& [name, value] : default_headers::headers{{"", "x"},
                                                            {"X Y", "x"},
                                                            {"X", "a\r\nY: b"},
                                                            {"Content-Length", "0"},
                                                            {"connection", "close"},
                                                            {"Transfer-Encoding", "chunked"},
                                                            {"date", "today"}})
    EXPECT_THROW((default_headers{{{name, value}}}), std::invalid_argument) << name;
}

/// A server that answers itself in all the ways it can.
class own_answers : public ::testing::Test {
 protected:
  own_answers() {
    server_options options;
    options.limits = {.header_bytes = 1000, .body_bytes = 100, .connections = 2, .request_read = 60ms};
    options.default_headers = {{"X-Content-Type-Options", "nosniff"}, {"Cache-Control", "no-store"}};
    router table;
    table.add(method::get, "/own",
              [](const request&) { return text(200, "own").with("cache-control", "max-age=60"); });
    table.add(method::get, "/throw",
              [](const request&) -> response { throw std::runtime_error("on purpose"); });
    table.add(method::get, "/events", [](const request&) {
      response answer;
      answer.stream = [](const std::shared_ptr<event_stream>&) {};
      return answer;
    });
    table.add_websocket("/ws", [](const request&, const std::shared_ptr<websocket>&) {
      return std::unexpected(text(403, "no"));
    });
    server_.emplace(std::move(options), std::move(table));
  }

  std::optional<testing::running_server> server_;
};

TEST_F(own_answers, have_the_default_headers) {
  const auto get = [](const std::string& path) { return "GET " + path + " HTTP/1.1\r\nHost: test\r\n\r\n"; };
  const auto upgrade = "GET /ws HTTP/1.1\r\nHost: test\r\nConnection: upgrade\r\nUpgrade: websocket\r\n";
  struct row {
    std::string request;
    unsigned status;
  };
  for (const auto& [request, status] : {
           row{"nonsense\r\n\r\n", 400},
           row{upgrade + std::string{"\r\n"}, 426},
           row{get("/nothing"), 404},
           row{"POST /own HTTP/1.1\r\nHost: test\r\nContent-Length: 0\r\n\r\n", 405},
           row{"GET /own HTTP/1.1\r\n", 408},
           row{"POST /own HTTP/1.1\r\nHost: test\r\nContent-Length: 101\r\n\r\n", 413},
           row{get("/ws"), 426},
           row{"GET /own HTTP/1.1\r\nX: " + std::string(2000, 'x'), 431},
           row{get("/throw"), 500},
           row{get("/events"), 200},
       }) {
    EXPECT_TRUE(server_->reaches(0));
    testing::raw_client client{server_->port()};
    client.send(request);
    testing::answer answer;
    answer.head = client.read_until("\r\n\r\n");
    ASSERT_TRUE(answer.head.contains(" " + std::to_string(status) + " ")) << answer.head;
    EXPECT_EQ(answer.header("x-content-type-options"), "nosniff") << status;
    EXPECT_EQ(answer.header("cache-control"), "no-store") << status;
  }
}

TEST_F(own_answers, have_the_default_headers_when_there_are_too_many) {
  testing::raw_client first{server_->port()};
  testing::raw_client second{server_->port()};
  EXPECT_TRUE(server_->reaches(2));
  const auto answer = testing::raw_client{server_->port()}.read_answer();
  EXPECT_EQ(answer.status, 503U);
  EXPECT_EQ(answer.header("x-content-type-options"), "nosniff");
}

TEST_F(own_answers, leave_a_handlers_headers_alone) {
  const auto answer = testing::raw_client{server_->port()}.get("/own");
  EXPECT_EQ(answer.header("x-content-type-options"), "nosniff");
  EXPECT_EQ(answer.header("cache-control"), "max-age=60");
  EXPECT_FALSE(answer.head.contains("no-store"));
}

TEST(server_with_default_headers, refuses_those_it_writes_itself) {
  event_loop loop;
  server_options options;
  options.port = 0;
  options.default_headers = {{"Content-Length", "0"}};
  EXPECT_THROW((server{loop, std::move(options)}), std::invalid_argument);
}

}  // namespace
}  // namespace flex_video::net
