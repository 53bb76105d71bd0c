#include "flex_video/twilio/iam_rest.hpp"

#include <gtest/gtest.h>

namespace flex_video::twilio::iam {
namespace {

using namespace std::chrono_literals;

const std::string worker = "WK" + std::string(32, '1');

std::string valid_with(std::string_view fields) {
  return R"({"valid":true,"code":0,"message":null)" + std::string{fields} + "}";
}

std::string malformed_field(std::string_view json) {
  const auto parsed = parse_token_answer(json);
  if (parsed) return "well formed";
  EXPECT_EQ(parsed.error().code, make_error_code(rest_errc::malformed));
  return parsed.error().detail;
}

TEST(iam_rest, posts_the_token_as_json) {
  const auto request = validate_token(*account_sid::parse("AC" + std::string(32, '2')), "a\"b\\c");
  EXPECT_EQ(request, (rest_request{.method = rest_method::post,
                                   .path = "/v1/Accounts/AC" + std::string(32, '2') + "/Tokens/validate",
                                   .content_type = "application/json",
                                   .body = R"({"token":"a\"b\\c"})"}));
}

TEST(iam_rest, reads_whom_a_valid_token_speaks_for) {
  const auto answer = parse_token_answer(valid_with(
      R"(,"expiration":"2026-08-01T12:00:00.000Z","realm_user_id":"ada","identity":"ada_40example",)"
      R"("roles":["agent","admin"],"worker_sid":")" +
      worker + '"'));
  ASSERT_TRUE(answer);
  EXPECT_TRUE(answer->valid);
  EXPECT_EQ(answer->expiration,
            base::time_point{std::chrono::sys_days{std::chrono::year{2026} / 8 / 1} + 12h});
  EXPECT_EQ(answer->identity, "ada_40example");
  EXPECT_EQ(answer->realm_user_id, "ada");
  EXPECT_EQ(answer->roles, (std::vector<std::string>{"agent", "admin"}));
  EXPECT_EQ(answer->worker, worker_sid::parse(worker));
}

TEST(iam_rest, leaves_out_what_a_valid_token_does_not_have) {
  const auto answer = parse_token_answer(valid_with(R"(,"worker_sid":null,"roles":null,"expiration":"")"));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->worker, std::nullopt);
  EXPECT_EQ(answer->expiration, std::nullopt);
  EXPECT_TRUE(answer->roles.empty());
}

TEST(iam_rest, reads_nothing_but_the_message_of_an_invalid_token) {
  const auto answer =
      parse_token_answer(R"({"valid":false,"message":"Token expired","roles":["admin"],"identity":7})");
  ASSERT_TRUE(answer);
  EXPECT_FALSE(answer->valid);
  EXPECT_EQ(answer->message, "Token expired");
  EXPECT_TRUE(answer->roles.empty());
}

TEST(iam_rest, refuses_an_answer_without_a_boolean_valid) {
  for (const auto* json : {"", "{}", "true", R"({"valid":"true"})", R"({"valid":1})", R"({"valid":null})",
                           R"({"code":20003,"message":"Authenticate","status":401})"}) {
    EXPECT_EQ(malformed_field(json), "valid") << json;
  }
}

TEST(iam_rest, refuses_a_valid_token_with_fields_of_other_types) {
  EXPECT_EQ(malformed_field(valid_with(R"(,"identity":{})")), "identity");
  EXPECT_EQ(malformed_field(valid_with(R"(,"realm_user_id":[])")), "realm_user_id");
  EXPECT_EQ(malformed_field(valid_with(R"(,"worker_sid":"WT11111111111111111111111111111111")")),
            "worker_sid");
  EXPECT_EQ(malformed_field(valid_with(R"(,"expiration":"tomorrow")")), "expiration");
  EXPECT_EQ(malformed_field(valid_with(R"(,"expiration":1785585600)")), "expiration");
  EXPECT_EQ(malformed_field(valid_with(R"(,"roles":"admin")")), "roles");
  EXPECT_EQ(malformed_field(valid_with(R"(,"roles":[1])")), "roles");
}

TEST(iam_rest, refuses_one_role_too_many) {
  std::string roles = "\"r\"";
  for (int i = 1; i < 64; ++i) roles += ",\"r\"";
  EXPECT_EQ(malformed_field(valid_with(",\"roles\":[" + roles + "]")), "well formed");
  EXPECT_EQ(malformed_field(valid_with(",\"roles\":[" + roles + ",\"r\"]")), "roles");
}

TEST(iam_rest, knows_an_expired_token_by_its_message) {
  EXPECT_TRUE(says_expired("Token Expired"));
  EXPECT_TRUE(says_expired("the token is expired."));
  EXPECT_FALSE(says_expired("Invalid token"));
  EXPECT_FALSE(says_expired(""));
}

}  // namespace
}  // namespace flex_video::twilio::iam
