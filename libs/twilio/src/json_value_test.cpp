#include "flex_video/twilio/json_value.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace flex_video::twilio {
namespace {

using namespace std::string_literals;

bool is_json(std::string_view text) { return json_value::parse(text).has_value(); }

std::string nested(unsigned depth) { return std::string(depth, '[') + std::string(depth, ']'); }

TEST(json_value, gives_a_value_only_in_its_type) {
  const auto in = json_object::parse(" {\"a\" : [1, \"x\"],\r\n\t\"b\":{\"c\":null}, \"d\":true,\"e\":-7} ");
  ASSERT_TRUE(in);
  const auto items = in->array("a");
  ASSERT_EQ(items->size(), 2u);
  EXPECT_EQ(items->front().integer(), 1);
  EXPECT_EQ(items->back().string(), "x");
  EXPECT_TRUE(in->object("b")->find("c")->is_null());
  EXPECT_EQ(in->boolean("d"), true);
  EXPECT_EQ(in->integer("e"), -7);
  EXPECT_TRUE(in->find("e")->is_number());
  EXPECT_EQ(in->find("absent"), nullptr);
  for (const auto* name : {"a", "d", "e", "absent"}) EXPECT_FALSE(in->object(name)) << name;
  for (const auto* name : {"b", "d", "e", "absent"}) EXPECT_FALSE(in->array(name)) << name;
  for (const auto* name : {"a", "b", "d", "e", "absent"}) EXPECT_FALSE(in->string(name)) << name;
  for (const auto* name : {"a", "b", "d", "absent"}) EXPECT_FALSE(in->integer(name)) << name;
  for (const auto* name : {"a", "b", "e", "absent"}) EXPECT_FALSE(in->boolean(name)) << name;
  EXPECT_FALSE(in->find("d")->is_number());
}

TEST(json_object, is_no_other_value) {
  for (const auto* text : {"[]", "1", "null", "\"{}\"", "{", ""})
    EXPECT_FALSE(json_object::parse(text)) << text;
}

TEST(json_object, counts_the_last_of_a_name) {
  const auto in = json_object::parse(R"({"a":1,"b":2,"\u0061":3})");
  EXPECT_EQ(in->integer("a"), 3);
  EXPECT_EQ(in->size(), 3u);
}

TEST(json_value, reads_every_escape) {
  EXPECT_EQ(json_value::parse(R"("\"\\\/\b\f\n\r\t\u0041\u00e4\u20AC\ud83d\ude00\u0000")")->string(),
            "\"\\/\b\f\n\r\tA\u00e4\u20ac\U0001F600\0"s);
}

TEST(json_value, leaves_utf8_as_it_is) {
  for (const auto* text :
       {"a\x7f", "\u0080", "\u07ff", "\u0800", "\ud7ff", "\ue000", "\uffff", "\U00010000", "\U0010ffff"}) {
    const auto quoted = '"' + std::string{text} + '"';
    ASSERT_TRUE(is_json(quoted)) << text;
    EXPECT_EQ(json_value::parse(quoted)->string(), text);
  }
}

TEST(json_value, is_in_no_other_encoding) {
  for (const auto* text :
       {"\x80", "\xc1\xbf", "\xc3", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xe2\x82", "\xe2\x28\xa1",
        "\xe2\x82\x28", "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff"}) {
    EXPECT_FALSE(is_json('"' + std::string{text} + '"')) << text;
  }
}

TEST(json_value, refuses_what_is_no_string) {
  for (const auto* text : {R"(")", R"("\)", R"("\")", R"("\x")", R"("\u12")", R"("\u12g4")", R"("\ud800")",
                           R"("\ud800\n")", R"("\ud800A")", R"("\udc00")", "\"\n\"", "\"\x1f\"", "'a'"}) {
    EXPECT_FALSE(is_json(text)) << text;
  }
  EXPECT_FALSE(is_json("\"\0\""s));
  EXPECT_FALSE(is_json("\"\\\0\""s));
}

TEST(json_value, takes_whole_numbers_that_fit) {
  EXPECT_EQ(json_value::parse("9223372036854775807")->integer(), std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(json_value::parse("-9223372036854775808")->integer(), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(json_value::parse("-0")->integer(), 0);
  for (const auto* text : {"9223372036854775808", "-9223372036854775809", "1.0", "1e2", "1E-2", "0.5e+3"}) {
    ASSERT_TRUE(is_json(text)) << text;
    EXPECT_TRUE(json_value::parse(text)->is_number()) << text;
    EXPECT_FALSE(json_value::parse(text)->integer()) << text;
  }
}

TEST(json_value, refuses_what_is_no_json) {
  for (const auto* text : {"",         " ",          "+1",
                           "-",        "01",         "1.",
                           ".5",       "1e",         "1e+",
                           "0x1",      "NaN",        "tru",
                           "True",     "nul",        "[",
                           "]",        "[1",         "[1,]",
                           "[,1]",     "[1 2]",      "{",
                           "{]",       "[}",         "{\"a\"}",
                           "{\"a\":}", "{\"a\":1,}", "{a:1}",
                           "{1:1}",    "{\"a\" 1}",  "1 2",
                           "{} x",     "/**/1",      "\xef\xbb\xbf{}"}) {
    EXPECT_FALSE(is_json(text)) << text;
  }
  EXPECT_FALSE(is_json("1\0"s));
}

TEST(json_value, is_nested_only_so_deep) {
  EXPECT_TRUE(is_json(nested(json_value::deepest)));
  EXPECT_FALSE(is_json(nested(json_value::deepest + 1)));
  EXPECT_FALSE(is_json(std::string(1'000'000, '[')));
  EXPECT_FALSE(is_json(std::string(31, '[') + "{\"a\":{}}" + std::string(31, ']')));
}

}  // namespace
}  // namespace flex_video::twilio
