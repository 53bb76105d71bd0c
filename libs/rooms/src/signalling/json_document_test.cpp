#include "signalling/json_document.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

bool is_json(std::string_view text) { return json_document{}.read(text).has_value(); }

std::string nested(unsigned levels) { return std::string(levels, '[') + std::string(levels, ']'); }

TEST(json_document, finds_its_way_through_what_is_nested) {
  json_document document;
  const auto object = document.read(R"( {"a" : [1, {"b":[2]}, "three"] ,"c":{"d":null},"e":true} )");
  ASSERT_TRUE(object && object->is_object());
  std::vector<std::string_view> elements;
  for (const auto each : object->member("a")->elements()) elements.push_back(each.raw());
  EXPECT_EQ(elements, (std::vector<std::string_view>{"1", R"({"b":[2]})", "three"}));
  EXPECT_EQ(object->member("a")->elements().size(), 3u);
  EXPECT_TRUE(object->member("c")->member("d")->is_null());
  EXPECT_TRUE(object->member("e")->is_true());
  EXPECT_FALSE(object->member("b"));
  EXPECT_EQ(object->raw(), R"({"a" : [1, {"b":[2]}, "three"] ,"c":{"d":null},"e":true})");
}

TEST(json_document, has_no_elements_where_there_are_none) {
  json_document document;
  EXPECT_EQ(document.read("[]")->elements().size(), 0u);
  EXPECT_FALSE(document.read("{}")->member(""));
  EXPECT_EQ(json_elements{}.size(), 0u);
}

TEST(json_document, takes_the_last_of_several_members_of_one_name) {
  json_document document;
  EXPECT_EQ(document.read(R"({"a":1,"b":2,"\u0061":3})")->member("a")->integer(), 3);
}

TEST(json_document, keeps_a_string_as_it_came_and_knows_what_it_stands_for) {
  json_document document;
  const auto escaped = *document.read(R"("\"\\\/\b\f\n\r\t\u00e9\u0000\uD834\uDd1e é")");
  EXPECT_EQ(escaped.raw(), R"(\"\\\/\b\f\n\r\t\u00e9\u0000\uD834\uDd1e é)");
  using namespace std::string_literals;
  EXPECT_EQ(escaped.text(), "\"\\/\b\f\n\r\té\0\U0001D11E é"s);
  EXPECT_EQ(document.read(R"("€")")->text(), "€");
  EXPECT_EQ(document.read(R"("\u20ac\u007f")")->text(), "€\x7f");
}

TEST(json_document, tells_whole_numbers) {
  json_document document;
  const auto integer = [&](std::string_view text) { return document.read(text)->integer(); };
  EXPECT_EQ(integer("0"), 0);
  EXPECT_EQ(integer("-9223372036854775808"), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(integer("9223372036854775808"), std::nullopt);
  EXPECT_EQ(integer("1.0"), std::nullopt);
  EXPECT_EQ(integer("1e2"), std::nullopt);
  EXPECT_EQ(integer(std::string(400, '9')), std::nullopt);
  EXPECT_EQ(integer("\"1\""), std::nullopt);
}

TEST(json_document, may_be_used_again) {
  json_document document;
  ASSERT_TRUE(document.read("[" + std::string(20'000, ' ') + "]"));
  std::string many = "[0";
  for (int i = 0; i < 10'000; ++i) many += ",0";
  EXPECT_EQ(document.read(many + "]")->elements().size(), 10'001u);
  EXPECT_FALSE(document.read("["));
  EXPECT_EQ(document.read("[7]")->elements().size(), 1u);
}

/// Each text with whether it is JSON; Boost.JSON is asked, too, which read the messages before.
struct expectation {
  std::string text;
  bool valid;
};

const expectation expectations[] = {
    {"", false},
    {" ", false},
    {"nul", false},
    {"nullx", false},
    {"true false", false},
    {"\n\t\r false ", true},
    {"\vtrue", false},
    {"[1,]", false},
    {"[,1]", false},
    {"[1 2]", false},
    {"[1}", false},
    {R"({"a":1,})", false},
    {R"({"a" 1})", false},
    {R"({a:1})", false},
    {R"({"a":})", false},
    {R"({1:1})", false},
    {R"({"":{}})", true},
    {"01", false},
    {"-", false},
    {"-0", true},
    {"+1", false},
    {".5", false},
    {"1.", false},
    {"1.5e", false},
    {"1.5E+07", true},
    {"1e-400", true},
    {"0x10", false},
    {"NaN", false},
    {"Infinity", false},
    {"123456789012345678901234567890.5", true},
    {R"(")", false},
    {R"("\)", false},
    {R"("\")", false},
    {R"("\x41")", false},
    {R"("\u12")", false},
    {R"("\u123")", false},
    {R"("\u+123")", false},
    {R"("\u 123")", false},
    {R"("\uABCG")", false},
    {R"("\uabcd\uEFFF")", true},
    {R"("\ud800")", false},
    {R"("\ud800x")", false},
    {R"("\ud800\n12345")", false},
    {R"("\ud800\ud800")", false},
    {R"("\ud800\u0041")", false},
    {R"("\udc00")", false},
    {R"("\uDBFF\uDFFF")", true},
    {"\"12345678901234567890\x01\"", false},
    {"\"tab\t\"", false},
    {"\"line\n\"", false},
    {std::string("\"zero\0\"", 7), false},
    {"\"\x7f\"", true},
    {"\"\x80\"", false},
    {"\"\xc0\x80\"", false},
    {"\"\xc3\xa9\"", true},
    {"\"\xc3\"", false},
    {"\"\xe0\x80\x80\"", false},
    {"\"\xe2\x82\xac\"", true},
    {"\"\xed\xa0\x80\"", false},
    {"\"\xef\xbf\xbf\"", true},
    {"\"\xf0\x8f\xbf\xbf\"", false},
    {"\"\xf0\x90\x80\x80\"", true},
    {"\"\xf4\x8f\xbf\xbf\"", true},
    {"\"\xf4\x90\x80\x80\"", false},
    {"\"\xf8\x88\x80\x80\x80\"", false},
    {"\xef\xbb\xbf{}", false},
    {"{}\xef\xbb\xbf", false},
    {nested(32), true},
    {nested(33), false},
    {std::string(100'000, '['), false},
};

TEST(json_document, takes_what_is_json_and_nothing_else) {
  for (const auto& [text, valid] : expectations) {
    EXPECT_EQ(is_json(text), valid) << text;
    boost::json::error_code failed;
    boost::json::parse(text, failed);
    EXPECT_EQ(!failed, valid) << "Boost: " << text;
  }
}

TEST(json_document, takes_no_part_of_a_json_text) {
  const std::string whole = R"({"a":[1.5e3,"\u00e9\ud834\udd1e","é",true,null],"b":{"c":"12345678"}})";
  for (std::size_t size = 0; size < whole.size(); ++size) EXPECT_FALSE(is_json(whole.substr(0, size)));
  EXPECT_TRUE(is_json(whole));
}

}  // namespace
}  // namespace flex_video::rooms
