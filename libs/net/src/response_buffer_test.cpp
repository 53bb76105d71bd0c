#include "response_buffer.hpp"

#include <gtest/gtest.h>

namespace flex_video::net {
namespace {

constexpr std::string_view date = "Sun, 06 Nov 1994 08:49:37 GMT";

framing framed(method verb = method::get, ending end = ending::keep_alive) {
  return {.verb = verb, .end = end, .date = date};
}

std::string written(const response_buffer& buffer) {
  std::string bytes;
  for (const auto& part : buffer.buffers()) bytes.append(static_cast<const char*>(part.data()), part.size());
  return bytes;
}

std::string written(response answer, const framing& how) {
  response_buffer buffer;
  buffer.add(std::move(answer), how);
  return written(buffer);
}

response large(std::size_t size) {
  response answer;
  answer.shared_body = std::make_shared<const std::string>(size, 'x');
  return answer;
}

TEST(response_buffer, writes_head_and_body) {
  EXPECT_EQ(
      written(text(200, "hello").with("X-One", "two"), framed()),
      "HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nContent-Type: text/plain; charset=utf-8\r\n"
      "X-One: two\r\nContent-Length: 5\r\n\r\nhello");
}

TEST(response_buffer, says_what_becomes_of_the_connection) {
  EXPECT_EQ(written({}, framed(method::get, ending::keep_alive)).find("Connection"), std::string::npos);
  EXPECT_NE(written({}, framed(method::get, ending::close)).find("\r\nConnection: close\r\n"),
            std::string::npos);
  EXPECT_NE(
      written({}, framed(method::get, ending::keep_alive_http10)).find("\r\nConnection: keep-alive\r\n"),
      std::string::npos);
}

TEST(response_buffer, keeps_the_body_from_head) {
  const auto bytes = written(text(200, "hello"), framed(method::head));
  EXPECT_NE(bytes.find("Content-Length: 5"), std::string::npos);
  EXPECT_TRUE(bytes.ends_with("\r\n\r\n"));
}

TEST(response_buffer, sends_no_body_where_none_may_be) {
  for (const unsigned status : {204U, 304U}) {
    const auto bytes = written(text(status, "hello"), framed());
    EXPECT_EQ(bytes.find("Content-Length"), std::string::npos) << status;
    EXPECT_TRUE(bytes.ends_with("\r\n\r\n")) << status;
  }
}

TEST(response_buffer, leaves_open_how_long_a_stream_is) {
  response answer;
  answer.stream = [](const std::shared_ptr<event_stream>&) {};
  EXPECT_EQ(written(answer, framed(method::head)).find("Content-Length"), std::string::npos);
}

TEST(response_buffer, names_the_upgrade_it_asks_for) {
  EXPECT_NE(written(text(426, ""), framed()).find("\r\nConnection: upgrade\r\n"), std::string::npos);
}

TEST(response_buffer, frames_the_message_itself) {
  const auto bytes = written(text(200, "hello")
                                 .with("content-length", "9")
                                 .with("Transfer-Encoding", "chunked")
                                 .with("connection", "x"),
                             framed());
  EXPECT_EQ(bytes.find("9\r\n"), std::string::npos);
  EXPECT_EQ(bytes.find("chunked"), std::string::npos);
  EXPECT_EQ(bytes.find("connection"), std::string::npos);
}

TEST(response_buffer, does_not_copy_a_large_body) {
  auto answer = large(100'000);
  const auto* bytes = answer.shared_body->data();
  response_buffer buffer;
  buffer.add(std::move(answer), framed());
  EXPECT_EQ(buffer.buffers()[1].data(), bytes);
  EXPECT_EQ(buffer.buffers()[1].size(), 100'000U);
  EXPECT_TRUE(buffer.heavy());
}

TEST(response_buffer, is_written_in_any_pieces) {
  response own;
  own.body.assign(10'000, 'y');
  for (const auto& answer : {large(10'000), own, text(200, "small")}) {
    const auto whole = written(answer, framed());
    for (const std::size_t piece : {1UL, 100UL, 5000UL}) {
      response_buffer buffer;
      buffer.add(answer, framed());
      std::string bytes;
      while (!buffer.empty()) {
        const auto next = written(buffer).substr(0, piece);
        bytes += next;
        buffer.consume(next.size());
      }
      EXPECT_EQ(bytes, whole) << piece;
    }
  }
}

TEST(response_buffer, gathers_small_answers) {
  response_buffer buffer;
  buffer.add(text(200, "one"), framed());
  buffer.add(text(200, "two"), framed());
  EXPECT_FALSE(buffer.heavy());
  const auto bytes = buffer.take();
  EXPECT_LT(bytes.find("one"), bytes.find("two"));
  EXPECT_TRUE(buffer.empty());
}

TEST(response_buffer, does_not_gather_without_end) {
  response_buffer buffer;
  int count = 0;
  for (; !buffer.heavy() && count < 1000; ++count) buffer.add(text(200, std::string(1000, 'x')), framed());
  EXPECT_LT(count, 50);
}

TEST(well_formed, refuses_line_breaks_in_headers) {
  EXPECT_TRUE(well_formed(redirect("/a?b=c")));
  EXPECT_FALSE(well_formed(redirect("/a\r\nSet-Cookie: x")));
  EXPECT_FALSE(well_formed(redirect("/a\nb")));
  EXPECT_FALSE(well_formed(redirect(std::string("/a\0b", 4))));
  EXPECT_FALSE(well_formed(response{}.with("X: y\r\nZ", "1")));
  EXPECT_FALSE(well_formed(response{}.with("", "1")));
}

TEST(well_formed, refuses_status_that_ends_nothing) {
  response answer;
  for (const unsigned status : {0U, 100U, 101U, 199U, 600U, 2000U}) {
    answer.status = status;
    EXPECT_FALSE(well_formed(answer)) << status;
  }
}

}  // namespace
}  // namespace flex_video::net
