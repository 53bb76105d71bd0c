#include "flex_video/net/http.hpp"

#include <gtest/gtest.h>

namespace flex_video::net {
namespace {

request with_headers(std::vector<header_view> headers) {
  request result;
  result.headers = std::move(headers);
  return result;
}

TEST(request, finds_header_in_any_case) {
  const auto one = with_headers({{"Content-TYPE", "a"}, {"content-type", "b"}});
  EXPECT_EQ(one.header("content-type"), "a");
  EXPECT_EQ(one.header("content-length"), "");
}

TEST(request, finds_parameter) {
  request one;
  one.parameters.emplace_back("id", "7");
  EXPECT_EQ(one.parameter("id"), "7");
  EXPECT_EQ(one.parameter("name"), "");
}

TEST(request, finds_cookie_among_others) {
  const auto one = with_headers({{"Cookie", "a=1; device=x=y ;empty="}, {"cookie", "late=2"}});
  EXPECT_EQ(one.cookie("a"), "1");
  EXPECT_EQ(one.cookie("device"), "x=y");
  EXPECT_EQ(one.cookie("empty"), "");
  EXPECT_EQ(one.cookie("late"), "2");
}

TEST(request, has_no_cookie_of_similar_name) {
  const auto one = with_headers({{"Cookie", "xdevice=1; devicex=2; Device=3; device"}});
  EXPECT_EQ(one.cookie("device"), std::nullopt);
}

TEST(request, gives_media_type_without_parameters) {
  EXPECT_EQ(with_headers({{"Content-Type", " Application/JSON ; charset=utf-8"}}).content_type(),
            "application/json");
  EXPECT_EQ(request{}.content_type(), "");
}

TEST(percent_decode, decodes_either_case) {
  EXPECT_EQ(percent_decode("%2f%2F%00a"), (std::string{"//\0a", 4}));
}

TEST(percent_decode, takes_plus_for_space_only_when_told) {
  EXPECT_EQ(percent_decode("a+b"), "a+b");
  EXPECT_EQ(percent_decode("a+b", true), "a b");
}

TEST(percent_decode, refuses_what_is_no_escape) {
  for (const auto* text : {"%", "%2", "a%2", "%g0", "%0g", "%%20"})
    EXPECT_EQ(percent_decode(text), std::nullopt) << text;
}

TEST(form_value, finds_first_of_a_name) {
  EXPECT_EQ(form_value("a=1&b=2&a=3", "a"), "1");
  EXPECT_EQ(form_value("a=1&b=2&a=3", "b"), "2");
}

TEST(form_value, decodes_names_and_values) {
  EXPECT_EQ(form_value("first+name=Cus%26+Tomer", "first name"), "Cus& Tomer");
}

TEST(form_value, takes_name_without_value_as_empty) {
  EXPECT_EQ(form_value("a&b", "a"), "");
  EXPECT_EQ(form_value("a=", "a"), "");
}

TEST(form_value, is_absent) {
  EXPECT_EQ(form_value("", "a"), std::nullopt);
  EXPECT_EQ(form_value("ab=1", "a"), std::nullopt);
  EXPECT_EQ(form_value("a=%zz", "a"), std::nullopt);
}

TEST(response, of_json_and_text_says_what_it_is) {
  EXPECT_EQ(json(201, "{}").headers.at(0).second, "application/json");
  EXPECT_EQ(json(201, "{}").status, 201U);
  EXPECT_EQ(text(200, "a").headers.at(0).second, "text/plain; charset=utf-8");
}

TEST(response, redirects) {
  const auto answer = redirect("/desk");
  EXPECT_EQ(answer.status, 303U);
  EXPECT_EQ(answer.headers.at(0), (std::pair<std::string, std::string>{"Location", "/desk"}));
}

TEST(problem, is_json_of_its_own_type) {
  const auto answer = problem(404, "not_found", "Not \"here\"\n");
  EXPECT_EQ(answer.status, 404U);
  EXPECT_EQ(answer.headers.at(0).second, "application/problem+json");
  EXPECT_EQ(answer.body,
            R"({"type":"about:blank","title":"Not \"here\"\u000a","status":404,"code":"not_found"})");
}

}  // namespace
}  // namespace flex_video::net
