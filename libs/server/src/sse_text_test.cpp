#include "sse_text.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace flex_video::server {
namespace {

TEST(sse_text, is_three_fields_and_an_empty_line) {
  EXPECT_EQ(sse_event("event", 7, R"({"number":7})"), "event: event\nid: 7\ndata: {\"number\":7}\n\n");
  EXPECT_EQ(sse_event("snapshot", 0, "{}"), "event: snapshot\nid: 0\ndata: {}\n\n");
}

TEST(sse_text, takes_no_field_of_two_lines) {
  for (const auto* data : {"{\n}", "{}\r", "\n"}) EXPECT_THROW(sse_event("event", 1, data), std::logic_error);
  EXPECT_THROW(sse_event("a\nid: 9", 1, "{}"), std::logic_error);
}

TEST(sse_text, of_a_heartbeat_is_a_comment) { EXPECT_EQ(sse_heartbeat(), ":\n\n"); }

}  // namespace
}  // namespace flex_video::server
