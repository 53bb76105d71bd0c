#include "log_line.hpp"

#include "flex_video/base/secret.hpp"
#include "flex_video/core/invite_code.hpp"

#include <gtest/gtest.h>

namespace flex_video::app {
namespace {

std::string shown(std::string_view text) { return log_line{}.add("t", text).members(); }

template <class T>
concept can_be_added = requires(log_line line, const T& value) { line.add("t", value); };
static_assert(can_be_added<std::string>);
static_assert(!can_be_added<base::secret>);

TEST(log_line, has_texts_numbers_and_truths) {
  log_line line;
  line.add("text", "a")
      .add("number", -5)
      .add("large", 18446744073709551615ULL)
      .add("yes", true)
      .add("no", false);
  EXPECT_EQ(line.members(), R"("text":"a","number":-5,"large":18446744073709551615,"yes":true,"no":false)");
}

TEST(log_line, escapes_what_json_does_not_allow) {
  EXPECT_EQ(shown("a\"b\\c\nd\te\x01\x1f\x7f"), "\"t\":\"a\\\"b\\\\c\\nd\\u0009e\\u0001\\u001f\x7f\"");
  EXPECT_EQ(shown(std::string_view{"a\0b", 3}), "\"t\":\"a\\u0000b\"");
}

TEST(log_line, keeps_utf8) {
  for (const auto* text :
       {"Zoë", "שלום", "日本", "😀", "\xc2\x80", "\xed\x9f\xbf", "\xee\x80\x80", "\xf4\x8f\xbf\xbf"}) {
    EXPECT_EQ(shown(text), "\"t\":\"" + std::string{text} + "\"");
  }
}

TEST(log_line, replaces_each_byte_that_is_not_utf8) {
  EXPECT_EQ(shown("a\xff"
                  "b"),
            R"("t":"a\ufffdb")");
  EXPECT_EQ(shown("\xc3"), R"("t":"\ufffd")");                      // cut off
  EXPECT_EQ(shown("\xe2\x82"), R"("t":"\ufffd\ufffd")");            // cut off
  EXPECT_EQ(shown("\xe2\x82\""), R"("t":"\ufffd\ufffd\"")");        // cut off by the end of a string
  EXPECT_EQ(shown("\xc0\xaf"), R"("t":"\ufffd\ufffd")");            // '/' in two bytes
  EXPECT_EQ(shown("\xe0\x80\xaf"), R"("t":"\ufffd\ufffd\ufffd")");  // '/' in three
  EXPECT_EQ(shown("\xed\xa0\x80"), R"("t":"\ufffd\ufffd\ufffd")");  // a surrogate
  EXPECT_EQ(shown("\xf4\x90\x80\x80"), R"("t":"\ufffd\ufffd\ufffd\ufffd")");  // beyond U+10FFFF
}

TEST(log_line, hides_what_is_as_long_as_a_code_or_a_token) {
  const std::string code(core::invite_code_length, 'c');
  EXPECT_EQ(shown(code), R"("t":"*")");
  EXPECT_EQ(shown("see https://a.example/j/" + code + "?x"), R"("t":"see https://a.example/j/*?x")");
  EXPECT_EQ(shown("Bearer eyJhbGciOiJI." + code + ".x-_="), R"("t":"Bearer *")");
  const auto shorter = code.substr(1);
  EXPECT_EQ(shown(shorter + " " + shorter), "\"t\":\"" + shorter + " " + shorter + "\"");
  EXPECT_EQ(shown("AC00000000000000000000000000000000"), R"("t":"AC00000000000000000000000000000000")");
}

}  // namespace
}  // namespace flex_video::app
