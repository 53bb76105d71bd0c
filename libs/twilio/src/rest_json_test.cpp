#include "rest_json.hpp"

#include <gtest/gtest.h>

namespace flex_video::twilio {
namespace {

TEST(rest_error, is_read_from_twilios_body) {
  const auto error = parse_rest_error(
      R"({"code":53113,"message":"Room exists","more_info":"https://www.twilio.com/docs/errors/53113","status":400})");
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code, 53113);
  EXPECT_EQ(error->message, "Room exists");
  EXPECT_EQ(error->status, 400);
}

TEST(rest_error, needs_a_code_alone) {
  const auto error = parse_rest_error(R"({"code":20404,"message":null,"status":"404"})");
  ASSERT_TRUE(error);
  EXPECT_EQ(error->message, "");
  EXPECT_EQ(error->status, 0);
}

TEST(rest_error, is_nothing_for_another_body) {
  for (const auto* text : {"", "<html>502</html>", "[]", "{}", R"({"code":"53113"})", R"({"code":-1})",
                           R"({"code":4294967296})", R"({"code":1e99})"}) {
    EXPECT_FALSE(parse_rest_error(text)) << text;
  }
}

TEST(rest_json, gives_a_field_only_in_its_format) {
  const auto sid = "WK" + std::string(32, '1');
  const auto text = R"({"time":"2026-08-01T12:00:00Z","sid":")" + sid + R"(","text":"a","number":7})";
  const auto in = json_object::parse(text);
  ASSERT_TRUE(in);
  EXPECT_TRUE(time_in(*in, "time"));
  EXPECT_EQ(sid_in<"WK">(*in, "sid")->text(), sid);
  for (const auto* name : {"text", "number", "sid", "absent"}) EXPECT_FALSE(time_in(*in, name)) << name;
  for (const auto* name : {"text", "number", "time", "absent"}) EXPECT_FALSE(sid_in<"WK">(*in, name)) << name;
  EXPECT_FALSE(sid_in<"WT">(*in, "sid"));
}

TEST(rest_error, reads_what_it_writes) {
  const auto text = write_rest_error({.code = 20404, .message = "not \"here\"", .status = 404});
  const auto read = parse_rest_error(text);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->code, 20404);
  EXPECT_EQ(read->message, "not \"here\"");
  EXPECT_EQ(read->status, 404);
  EXPECT_NE(text.find("https://www.twilio.com/docs/errors/20404"), std::string::npos);
}

}  // namespace
}  // namespace flex_video::twilio
