#include "redaction.hpp"

#include <gtest/gtest.h>

#include <string>

namespace flex_video::sandbox {
namespace {

const std::string flex_token = "sandbox.ada.1800000000.AbC-dEf_0123456789abcdefghijklmnopqrstuvwx";
const std::string jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl";
const std::string code = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnop";

struct row {
  std::string given;
  std::string shown;
};

class redaction : public testing::TestWithParam<row> {};

TEST_P(redaction, takes_out_what_admits_and_nothing_else) {
  EXPECT_EQ(redact(GetParam().given), GetParam().shown);
}

INSTANTIATE_TEST_SUITE_P(
    of, redaction,
    testing::Values(
        row{"", ""}, row{"hello (a=b)", "hello (a=b)"},
        row{R"({"a":[1,"x"],"token":"short"})", R"({"a":[1,"x"],"token":"••••••"})"},
        row{R"({"AuthToken":"x","password":"y","client_secret":"z"})",
            R"({"AuthToken":"••••••","password":"••••••","client_secret":"••••••"})"},
        row{R"({"token_lifetime":3600,"meta":{"next_token":"p2"}})",
            R"({"token_lifetime":3600,"meta":{"next_token":"p2"}})"},
        row{R"({"tokens":["x"],"credential":{"a":"b"},"tokens_left":3})",
            R"({"tokens":"••••••","credential":"••••••","tokens_left":3})"},
        row{R"({")" + jwt + R"(":1})", R"({"••••••":1})"},
        row{R"({"said":")" + jwt + R"("})", R"({"said":"••••••"})"},
        row{R"({"body":"Join: http://h/j/)" + code + R"("})", R"({"body":"Join: http://h/j/••••••"})"},
        row{R"({"attributes":"{\"token\":\"t\"}"})", R"({"attributes":"{\"token\":\"••••••\"}"})"},
        row{R"({"text":"[smile] )" + flex_token + R"("})", R"({"text":"[smile] ••••••"})"},
        row{"Token=abc&Name=x", "Token=••••••&Name=x"}, row{"%54oken=abc", "Token=••••••"},
        row{"Attributes=%7B%22secret%22%3A%22s%22%7D", R"(Attributes={"secret":"••••••"})"},
        row{"Body=http%3A%2F%2Fh%2Fj%2F" + code, "Body=http://h/j/••••••"}, row{"a=1&a=2&b", "a=1&a=2&b="},
        row{"ContentVariables=%7B%221%22%3A%22" + code + "%22%7D", R"(ContentVariables={"1":"••••••"})"},
        row{code + "!", "••••••!"}, row{code.substr(1), code.substr(1)},
        row{"/v1/x/" + flex_token + "/y", "/v1/x/••••••"}, row{"Bearer abcdef", "Bearer ••••••"},
        row{"Basic QUM6c2VjcmV0", "Basic ••••••"}, row{R"({"token":"abc)", "(no JSON, 13 bytes)"},
        row{"/j/short", "/j/short"}));

TEST(redactions, reach_into_texts_in_texts_without_end) {
  std::string text = "\"" + jwt + "\"";
  for (int depth = 0; depth < 12; ++depth) {
    std::string quoted;
    for (const char c : text) (c == '"' || c == '\\' ? quoted += '\\' : quoted) += c;
    text = R"({"a":")" + quoted + R"("})";
    if (text.size() > 60'000) break;
  }
  EXPECT_EQ(redact(text).find("eyJ"), std::string::npos);
}

}  // namespace
}  // namespace flex_video::sandbox
