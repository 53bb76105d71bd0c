#include "request_reader.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>

namespace flex_video::net {
namespace {

using state = request_reader::state;

constexpr std::size_t header_limit = 512;
constexpr std::size_t body_limit = 100;

/// Gives the reader `bytes` in pieces, as long as it wants more. What it did not take stays in `bytes`.
state feed(request_reader& reader, std::string_view& bytes, std::size_t piece = 100'000) {
  auto read = reader.parse();
  while (read == state::incomplete && !bytes.empty()) {
    const auto room = reader.room();
    const auto count = std::min({piece, bytes.size(), room.size()});
    std::memcpy(room.data(), bytes.data(), count);
    reader.received(count);
    bytes.remove_prefix(count);
    read = reader.parse();
  }
  return read;
}

class reading : public ::testing::Test {
 protected:
  state feed_all(std::string_view bytes, std::size_t piece = 100'000) { return feed(reader_, bytes, piece); }
  /// The code of the problem the reader refuses `bytes` with; "" if it does not.
  static std::string refusal(std::string_view bytes) {
    request_reader reader{header_limit, body_limit};
    if (feed(reader, bytes) != state::refused) return "";
    const auto& body = reader.refusal().body;
    const auto begin = body.find(R"("code":")") + 8;
    return body.substr(begin, body.find('"', begin) - begin);
  }

  request_reader reader_{header_limit, body_limit};
};

TEST_F(reading, gives_every_part_of_a_request) {
  ASSERT_EQ(feed_all("POST /a/b%20c?x=1&y HTTP/1.1\r\nHost: h\r\nX-One:  two \r\nX-None:\r\nContent-Length: "
                     "3\r\n\r\nabc"),
            state::complete);
  const auto& request = reader_.current();
  EXPECT_EQ(request.verb, method::post);
  EXPECT_EQ(request.target, "/a/b%20c?x=1&y");
  EXPECT_EQ(request.path, "/a/b%20c");
  EXPECT_EQ(request.query, "x=1&y");
  EXPECT_EQ(request.header("x-one"), "two");
  ASSERT_EQ(request.headers.size(), 4U);
  EXPECT_EQ(request.headers[2].value, "");
  EXPECT_EQ(request.body, "abc");
  EXPECT_TRUE(reader_.facts().keep_alive);
  EXPECT_FALSE(reader_.has_more());
}

TEST_F(reading, is_the_same_byte_by_byte) {
  const std::string body(60, 'x');
  ASSERT_EQ(
      feed_all("PUT /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nabc\r\n3c\r\n" +
                   body + "\r\n0\r\nHost: trailer\r\n\r\n",
               1),
      state::complete);
  EXPECT_EQ(reader_.current().body, "abc" + body);
  EXPECT_EQ(reader_.current().headers.size(), 2U);
  EXPECT_EQ(reader_.current().header("host"), "h");
}

TEST_F(reading, takes_an_empty_chunked_body_byte_by_byte) {
  ASSERT_EQ(feed_all("PUT /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 1),
            state::complete);
  EXPECT_EQ(reader_.current().body, "");
}

TEST_F(reading, knows_the_methods) {
  const std::vector<std::pair<std::string, method>> table = {
      {"GET", method::get},         {"HEAD", method::head},      {"POST", method::post},
      {"PUT", method::put},         {"PATCH", method::patch},    {"DELETE", method::delete_},
      {"OPTIONS", method::options}, {"PROPFIND", method::other}, {"BREW", method::other}};
  for (const auto& [name, expected] : table) {
    ASSERT_EQ(feed_all(name + " / HTTP/1.1\r\nHost: h\r\n\r\n"), state::complete) << name;
    EXPECT_EQ(reader_.current().verb, expected) << name;
    reader_.next();
  }
}

TEST_F(reading, takes_the_absolute_form) {
  const std::vector<std::array<std::string, 3>> table = {{"http://h/a?b", "/a", "b"},
                                                         {"HTTPS://h:80", "/", ""},
                                                         {"http://h?b", "/", "b"},
                                                         {"/http://h/a", "/http://h/a", ""},
                                                         {"*", "*", ""}};
  for (const auto& [target, path, query] : table) {
    ASSERT_EQ(feed_all("GET " + target + " HTTP/1.1\r\nHost: h\r\n\r\n"), state::complete) << target;
    EXPECT_EQ(reader_.current().path, path) << target;
    EXPECT_EQ(reader_.current().query, query) << target;
    reader_.next();
  }
}

TEST_F(reading, takes_pipelined_requests_apart) {
  std::string_view bytes =
      "\r\nPOST /1 HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nab\r\n\r\nGET /2 HTTP/1.1\r\nHost: "
      "h\r\n\r\nGET /3";
  ASSERT_EQ(feed(reader_, bytes), state::complete);
  EXPECT_EQ(reader_.current().body, "ab");
  EXPECT_TRUE(reader_.has_more());
  reader_.next();
  ASSERT_EQ(feed(reader_, bytes), state::complete);
  EXPECT_EQ(reader_.current().path, "/2");
  EXPECT_EQ(reader_.current().body, "");
  reader_.next();
  EXPECT_EQ(feed(reader_, bytes), state::incomplete);
  EXPECT_FALSE(reader_.idle());
}

TEST_F(reading, passes_over_empty_lines_byte_by_byte) {
  ASSERT_EQ(feed_all("\r\n\r\nGET /1 HTTP/1.1\r\nHost: h\r\n\r\n", 1), state::complete);
  EXPECT_EQ(reader_.current().path, "/1");
}

TEST_F(reading, never_runs_out_of_room) {
  const std::string one = "GET /" + std::string(400, 'x') + " HTTP/1.1\r\nHost: h\r\n\r\n";
  std::string many;
  for (int i = 0; i < 500; ++i) many += one;
  std::string_view bytes = many;
  for (int i = 0; i < 500; ++i) {
    ASSERT_EQ(feed(reader_, bytes), state::complete) << i;
    ASSERT_EQ(reader_.current().path.size(), 401U) << i;
    reader_.next();
  }
  EXPECT_TRUE(reader_.idle());
}

TEST_F(reading, knows_when_nothing_has_arrived) {
  EXPECT_TRUE(reader_.idle());
  EXPECT_EQ(feed_all("\r\n\r\n"), state::incomplete);
  EXPECT_TRUE(reader_.idle());
  EXPECT_EQ(feed_all("G"), state::incomplete);
  EXPECT_FALSE(reader_.idle());
}

TEST_F(reading, keeps_alive_as_the_version_says) {
  const std::vector<std::pair<std::string, bool>> table = {
      {"GET / HTTP/1.1\r\nHost: h\r\n\r\n", true},
      {"GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", false},
      {"GET / HTTP/1.0\r\n\r\n", false},
      {"GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", true}};
  for (const auto& [bytes, expected] : table) {
    ASSERT_EQ(feed_all(bytes), state::complete) << bytes;
    EXPECT_EQ(reader_.facts().keep_alive, expected) << bytes;
    reader_.next();
  }
}

TEST_F(reading, tells_once_that_a_client_waits_for_a_go_ahead) {
  EXPECT_FALSE(reader_.take_expectation());
  ASSERT_EQ(feed_all("PUT / HTTP/1.1\r\nHost: h\r\nExpect: 100-Continue\r\nContent-Length: 1\r\n\r\n"),
            state::incomplete);
  EXPECT_TRUE(reader_.take_expectation());
  EXPECT_FALSE(reader_.take_expectation());
  EXPECT_EQ(feed_all("x"), state::complete);
}

TEST_F(reading, limits_the_header) {
  const std::string start = "GET / HTTP/1.1\r\nHost: h\r\nX: ";
  EXPECT_EQ(refusal(start + std::string(header_limit, 'x')), "headers_too_large");
  EXPECT_EQ(refusal("GET /" + std::string(header_limit, 'x')), "headers_too_large");
  EXPECT_EQ(refusal(start + std::string(header_limit - start.size() - 4, 'x') + "\r\n\r\n"), "");
  EXPECT_EQ(refusal(start + std::string(header_limit - start.size() - 3, 'x') + "\r\n\r\n"),
            "headers_too_large");
}

TEST_F(reading, limits_the_header_that_comes_line_by_line) {
  state read = feed_all("GET / HTTP/1.1\r\n");
  std::size_t sent = 16;
  for (; read == state::incomplete && sent < 100'000; sent += 8) read = feed_all("X: abc\r\n");
  EXPECT_EQ(read, state::refused);
  EXPECT_LE(sent, header_limit + 8);
}

TEST_F(reading, limits_the_body_before_it_arrives) {
  const std::string start = "PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: ";
  EXPECT_EQ(refusal(start + "100\r\n\r\n" + std::string(100, 'x')), "");
  EXPECT_EQ(refusal(start + "101\r\n\r\n"), "body_too_large");
  EXPECT_EQ(refusal(start + "18446744073709551615\r\n\r\n"), "body_too_large");
}

TEST_F(reading, limits_the_sum_of_chunks) {
  const std::string start = "PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
  const std::string half = "32\r\n" + std::string(50, 'x') + "\r\n";
  EXPECT_EQ(refusal(start + half + half + "0\r\n\r\n"), "");
  EXPECT_EQ(refusal(start + half + half + "1\r\n"), "body_too_large");
  EXPECT_EQ(refusal(start + "ffffffffffffffff\r\n"), "body_too_large");
}

TEST_F(reading, limits_what_surrounds_chunks) {
  const std::string start = "PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
  EXPECT_EQ(refusal(start + "1;x=" + std::string(100'000, 'x')), "headers_too_large");
  EXPECT_EQ(refusal(start + "0\r\nx: " + std::string(100'000, 'x')), "headers_too_large");
}

TEST_F(reading, refuses_what_is_malformed) {
  const std::vector<std::string> table = {
      "hello\r\n\r\n",
      "GET / HTTP/2.0\r\nHost: h\r\n\r\n",
      "GET /\r\n\r\n",
      "GET  / HTTP/1.1\r\nHost: h\r\n\r\n",
      "GET /a b HTTP/1.1\r\nHost: h\r\n\r\n",
      "GET / HTTP/1.1\nHost: h\n\n\r\n\r\n",
      "GET / HTTP/1.1\r\nHost : h\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: h\r\n: x\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: h\r\nX: a\r\n b\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: h\r\nX: a\x01z\r\n\r\n",
      std::string("GET / HTTP/1.1\r\nHost: h\r\nX: a\0z\r\n\r\n", 35),
      "PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
      "PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n",
  };
  for (const auto& bytes : table) EXPECT_EQ(refusal(bytes), "malformed_request") << bytes;
}

// Each of these is read differently by some server in front of another, so that one hides requests from the
// other.
TEST_F(reading, refuses_what_has_two_meanings) {
  const std::vector<std::string> table = {
      "Content-Length: 5\r\nTransfer-Encoding: chunked",
      "Transfer-Encoding: chunked\r\nContent-Length: 5",
      "Content-Length: 5\r\nContent-Length: 6",
      "Content-Length: 5, 6",
      "Content-Length: +5",
      "Content-Length: 0x5",
      "Content-Length: -1",
      "Content-Length:",
      "Content-Length: 99999999999999999999999",
      "Transfer-Encoding: chunked, gzip",
      "Transfer-Encoding: gzip, chunked",
      "Transfer-Encoding: gzip",
      "Transfer-Encoding: xchunked",
      "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
      "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked",
      "Transfer-Encoding:",
      "Host: other",
      "Host: h",
  };
  for (const auto& headers : table) {
    EXPECT_EQ(refusal("PUT / HTTP/1.1\r\nHost: h\r\n" + headers + "\r\n\r\n"), "malformed_request")
        << headers;
  }
  EXPECT_EQ(refusal("PUT / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"), "malformed_request");
  EXPECT_EQ(refusal("GET / HTTP/1.1\r\n\r\n"), "malformed_request");
}

std::size_t for_pictures(request& request) {
  return request.verb == method::post && request.path == "/pictures" ? 2 * body_limit : 0;
}

std::string post(const std::string& path, std::size_t length) {
  return "POST " + path + " HTTP/1.1\r\nHost: h\r\nContent-Length: " + std::to_string(length) + "\r\n\r\n" +
         std::string(length, 'x');
}

TEST(reading_large_bodies, takes_them_where_the_route_does) {
  request_reader reader{header_limit, body_limit, for_pictures};
  for (const std::size_t length : {body_limit + 1, 2 * body_limit}) {
    const auto bytes = post("/pictures", length);
    std::string_view rest = bytes;
    ASSERT_EQ(feed(reader, rest, 7), state::complete);
    EXPECT_EQ(reader.current().body.size(), length);
    EXPECT_EQ(reader.large_body(), length);
    reader.next();
    EXPECT_EQ(reader.large_body(), 0U);
  }
  const auto ordinary = post("/pictures", body_limit);
  std::string_view rest = ordinary;
  ASSERT_EQ(feed(reader, rest), state::complete);
  EXPECT_EQ(reader.large_body(), 0U);
}

TEST(reading_large_bodies, refuses_them_elsewhere_and_beyond_the_routes_own_limit) {
  const std::string chunk = "65\r\n" + std::string(body_limit + 1, 'x') + "\r\n0\r\n\r\n";
  const auto of_unknown_length =
      "POST /pictures HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk;
  for (const auto& bytes :
       {post("/pictures", 2 * body_limit + 1), post("/other", body_limit + 1), of_unknown_length}) {
    request_reader reader{header_limit, body_limit, for_pictures};
    std::string_view rest = bytes;
    EXPECT_EQ(feed(reader, rest), state::refused) << bytes.substr(0, 40);
    EXPECT_EQ(reader.refusal().status, 413U);
  }
}

}  // namespace
}  // namespace flex_video::net
