#include "flex_video/twilio/token_request.hpp"

#include <gtest/gtest.h>

namespace flex_video::twilio {
namespace {

using namespace std::chrono_literals;

const base::time_point now{1'795'354'119s};

TEST(token_request, needs_an_identity_only) {
  const auto token = parse_token_request(R"({"identity":"alice"})", now);
  ASSERT_TRUE(token);
  EXPECT_EQ(token->identity, "alice");
  EXPECT_EQ(token->room, std::nullopt);
  EXPECT_EQ(token->issued_at, now);
  EXPECT_EQ(token->expires_at, now + 1h);
  EXPECT_EQ(token->not_before, std::nullopt);
}

TEST(token_request, takes_room_life_and_times) {
  const auto token =
      parse_token_request(R"({"identity":"a","room":"r","ttl":60,"issuedAt":1000,"notBefore":990})", now);
  ASSERT_TRUE(token);
  EXPECT_EQ(token->room, "r");
  EXPECT_EQ(token->issued_at, base::time_point{1000s});
  EXPECT_EQ(token->expires_at, base::time_point{1060s});
  EXPECT_EQ(token->not_before, base::time_point{990s});
}

TEST(token_request, refuses_what_is_not_one) {
  for (const auto* text :
       {"", "[]", "{", "{}", R"({"identity":""})", R"({"identity":7})", R"({"identity":"a","room":7})",
        R"({"identity":"a","ttl":0})", R"({"identity":"a","ttl":86401})", R"({"identity":"a","ttl":"1"})",
        R"({"identity":"a","issuedAt":-1})", R"({"identity":"a","admin":true})", R"({"identity":"a"} x)"}) {
    const auto token = parse_token_request(text, now);
    ASSERT_FALSE(token) << text;
    EXPECT_EQ(token.error().code, make_error_code(token_request_errc::malformed)) << text;
  }
}

}  // namespace
}  // namespace flex_video::twilio
