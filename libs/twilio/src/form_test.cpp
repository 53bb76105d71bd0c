#include "flex_video/twilio/form.hpp"

#include <gtest/gtest.h>

namespace flex_video::twilio {
namespace {

std::string of_parameters(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += "a=1&";
  return text;
}

TEST(form, is_read_in_its_order_and_decoded) {
  EXPECT_EQ(parse_form("b=1&a=x+y%2B%C3%AB&b=2"), (form{{"b", "1"}, {"a", "x y+ë"}, {"b", "2"}}));
}

TEST(form, takes_missing_values_and_empty_parts) {
  EXPECT_EQ(parse_form(""), form{});
  EXPECT_EQ(parse_form("&a&&b=&=c=d&"), (form{{"a", ""}, {"b", ""}, {"", "c=d"}}));
}

TEST(form, refuses_a_percent_sign_without_two_digits) {
  for (const auto* text : {"a=%", "a=%4", "a=%4g", "%zz=1", "a=%%41"}) {
    const auto parsed = parse_form(text);
    ASSERT_FALSE(parsed) << text;
    EXPECT_EQ(parsed.error().code, make_error_code(form_errc::malformed)) << text;
  }
}

TEST(form, refuses_one_parameter_too_many) {
  EXPECT_EQ(parse_form(of_parameters(most_form_parameters)).value().size(), most_form_parameters);
  const auto parsed = parse_form(of_parameters(most_form_parameters + 1));
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error().code, make_error_code(form_errc::too_many_parameters));
}

TEST(form, is_written_so_that_it_reads_back) {
  const form parameters{{"Name", "Zoë & Ben"}, {"Rules", R"([{"all":true}])"}, {"-._~", "\r\n +%"}};
  const auto text = write_form(parameters);
  EXPECT_EQ(text.substr(0, 26), "Name=Zo%C3%AB%20%26%20Ben&");
  EXPECT_EQ(parse_form(text), parameters);
}

TEST(form, gives_the_first_value_of_a_name) {
  const form parameters{{"a", "1"}, {"a", "2"}};
  EXPECT_EQ(form_value(parameters, "a"), "1");
  EXPECT_EQ(form_value(parameters, "A"), "");
}

}  // namespace
}  // namespace flex_video::twilio
