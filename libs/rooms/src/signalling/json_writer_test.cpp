#include "signalling/json_writer.hpp"

#include "signalling/json_document.hpp"

#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

TEST(json_writer, separates_members_and_elements) {
  std::string text;
  json_writer to{text};
  to.begin_object();
  to.key("a");
  to.begin_array();
  to.number(-1);
  to.flag(true);
  to.begin_array();
  to.end_array();
  to.text("x");
  to.end_array();
  to.key("b");
  to.begin_object();
  to.end_object();
  to.key("c");
  to.raw_text(R"(\r\n)");
  to.end_object();
  EXPECT_EQ(text, R"({"a":[-1,true,[],"x"],"b":{},"c":"\r\n"})");
}

TEST(json_writer, writes_fractions_and_null) {
  std::string text;
  json_writer to{text};
  to.begin_array();
  to.number(0.012);
  to.number(5.0);
  to.null();
  to.end_array();
  EXPECT_EQ(text, "[0.012,5,null]");
}

TEST(json_writer, escapes_what_it_must) {
  using namespace std::string_literals;
  EXPECT_EQ(escape_json(""), "");
  EXPECT_EQ(escape_json("é/\x7f"), "é/\x7f");
  EXPECT_EQ(escape_json("\"\\\b\f\n\r\t\0\x1f"s), R"(\"\\\b\f\n\r\t\u0000\u001f)");
}

TEST(json_writer, says_what_a_reader_reads) {
  std::string all;
  for (int byte = 0; byte < 0x80; ++byte) all.push_back(static_cast<char>(byte));
  std::string text;
  json_writer{text}.text(all);
  EXPECT_EQ(json_document{}.read(text)->is_string(), true);
  EXPECT_EQ(unescape_json(escape_json(all)), all);
}

}  // namespace
}  // namespace flex_video::rooms
