#include "flex_video/twilio/json_text.hpp"

#include <gtest/gtest.h>

namespace flex_video::twilio {
namespace {

std::string written(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

TEST(json_text, escapes_what_json_stringify_escapes) {
  EXPECT_EQ(written("plain"), R"("plain")");
  EXPECT_EQ(written(""), R"("")");
  EXPECT_EQ(written("say \"hi\" \\ bye"), R"("say \"hi\" \\ bye")");
  EXPECT_EQ(written("\b\f\n\r\t"), R"("\b\f\n\r\t")");
  EXPECT_EQ(written(std::string_view{"\x00\x1f\x7f", 3}), "\"\\u0000\\u001f\x7f\"");
}

TEST(json_text, leaves_other_utf8_alone) { EXPECT_EQ(written("Zoë 😀 \u2028/"), "\"Zoë 😀 \u2028/\""); }

}  // namespace
}  // namespace flex_video::twilio
