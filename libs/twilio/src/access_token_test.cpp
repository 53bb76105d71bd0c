#include "flex_video/twilio/access_token.hpp"

#include "flex_video/base/encoding.hpp"

#include <gtest/gtest.h>

namespace flex_video::twilio {
namespace {

using namespace std::chrono_literals;

const base::time_point now{1'795'354'119s};

credentials test_credentials(std::string secret = "topsecret") {
  return {*account_sid::parse("AC11111111111111111111111111111111"),
          *api_key_sid::parse("SK22222222222222222222222222222222"), base::secret{std::move(secret)}};
}

access_token alice() {
  return {.identity = "alice", .room = "r1", .issued_at = now, .expires_at = now + 1h, .not_before = {}};
}

/// A token of any header and payload, signed as ours are.
std::string signed_token(std::string_view header, std::string_view payload,
                         std::string secret = "topsecret") {
  auto text = base::to_base64url(header) + '.' + base::to_base64url(payload);
  const auto digest = hmac_sha256{base::secret{std::move(secret)}}(text);
  return text + '.' + base::to_base64url(std::span<const std::byte>{digest});
}

constexpr std::string_view good_header = R"({"alg":"HS256","typ":"JWT","cty":"twilio-fpa;v=1"})";

std::string payload_with(std::string_view grants, std::string_view times) {
  return std::string{
             R"({"iss":"SK22222222222222222222222222222222","sub":"AC11111111111111111111111111111111","grants":)"} +
         std::string{grants} + std::string{times} + "}";
}

std::error_code refusal(std::string_view token, base::time_point at = now) {
  const auto verified = access_token_verifier{test_credentials()}.verify(token, at);
  return verified ? std::error_code{} : verified.error().code;
}

std::string_view payload_part(std::string_view token) {
  token.remove_prefix(token.find('.') + 1);
  return token.substr(0, token.find('.'));
}

TEST(access_token, has_twilios_header_and_claims_in_twilios_order) {
  const auto token = access_token_issuer{test_credentials()}.issue(alice());
  EXPECT_EQ(base::from_base64url(std::string_view{token}.substr(0, token.find('.'))), good_header);
  EXPECT_EQ(
      base::from_base64url(payload_part(token)),
      R"({"jti":"SK22222222222222222222222222222222-1795354119","grants":{"identity":"alice","video":{"room":"r1"}},)"
      R"("iat":1795354119,"exp":1795357719,"iss":"SK22222222222222222222222222222222",)"
      R"("sub":"AC11111111111111111111111111111111"})");
}

TEST(access_token, has_nbf_only_when_asked_and_no_room_when_empty) {
  auto token = alice();
  token.room.reset();
  token.not_before = now - 5s;
  const auto payload =
      *base::from_base64url(payload_part(access_token_issuer{test_credentials()}.issue(token)));
  EXPECT_NE(payload.find(R"("video":{}},"nbf":1795354114,"iat":)"), std::string::npos) << payload;
}

TEST(access_token, says_of_one_who_only_watches_that_nothing_may_be_published) {
  access_token_issuer issuer{test_credentials()};
  access_token_verifier verifier{test_credentials()};
  EXPECT_TRUE(verifier.verify(issuer.issue(alice()), now)->may_publish);
  auto watching = alice();
  watching.may_publish = false;
  const auto token = issuer.issue(watching);
  EXPECT_NE(base::from_base64url(payload_part(token))->find(R"("video":{"room":"r1","publish":false})"),
            std::string::npos);
  EXPECT_FALSE(verifier.verify(token, now)->may_publish);
  watching.room.reset();
  EXPECT_FALSE(verifier.verify(issuer.issue(watching), now)->may_publish);
}

TEST(access_token, comes_back_from_the_verifier) {
  auto issued = alice();
  issued.identity = "quote\" \\ \x01 Zoë 😀";
  issued.not_before = now;
  access_token_issuer issuer{test_credentials()};
  const auto verified = access_token_verifier{test_credentials()}.verify(issuer.issue(issued), now);
  ASSERT_TRUE(verified);
  EXPECT_EQ(verified->identity, issued.identity);
  EXPECT_EQ(verified->room, "r1");
  EXPECT_EQ(verified->expires_at, issued.expires_at);
  EXPECT_EQ(verified->not_before, now);
}

TEST(access_token_verifier, refuses_text_that_is_no_token) {
  for (const auto* text : {"", "a", "a.b", "a.b.c", "....", "e30.e30.e30", "e30.e30.", "!.!.!"}) {
    EXPECT_EQ(refusal(text), make_error_code(token_errc::malformed)) << text;
  }
  EXPECT_EQ(refusal(std::string(9000, 'a')), make_error_code(token_errc::malformed));
}

TEST(access_token_verifier, refuses_other_algorithms_and_content_types) {
  const auto payload = payload_with(R"({"identity":"a","video":{}})", R"(,"exp":1795357719)");
  EXPECT_EQ(refusal(signed_token(good_header, payload)), std::error_code{});
  EXPECT_EQ(refusal(signed_token(R"({"alg":"none","typ":"JWT","cty":"twilio-fpa;v=1"})", payload)),
            make_error_code(token_errc::malformed));
  EXPECT_EQ(refusal(signed_token(R"({"alg":"HS512","typ":"JWT","cty":"twilio-fpa;v=1"})", payload)),
            make_error_code(token_errc::malformed));
  EXPECT_EQ(refusal(signed_token(R"({"alg":"HS256","typ":"JWT"})", payload)),
            make_error_code(token_errc::malformed));
}

TEST(access_token_verifier, refuses_another_key_or_account) {
  auto other = test_credentials();
  other.api_key = *api_key_sid::parse("SK33333333333333333333333333333333");
  EXPECT_EQ(refusal(access_token_issuer{other}.issue(alice())), make_error_code(token_errc::wrong_issuer));
  other = test_credentials();
  other.account = *account_sid::parse("AC33333333333333333333333333333333");
  EXPECT_EQ(refusal(access_token_issuer{other}.issue(alice())), make_error_code(token_errc::wrong_issuer));
}

TEST(access_token_verifier, refuses_a_forged_signature) {
  EXPECT_EQ(refusal(access_token_issuer{test_credentials("guess")}.issue(alice())),
            make_error_code(token_errc::wrong_signature));
  auto token = access_token_issuer{test_credentials()}.issue(alice());
  token.erase(token.rfind('.') + 1);
  EXPECT_EQ(refusal(token), make_error_code(token_errc::wrong_signature));
}

TEST(access_token_verifier, refuses_at_the_second_of_expiry_and_not_before) {
  const auto token = access_token_issuer{test_credentials()}.issue(alice());
  EXPECT_EQ(refusal(token, now + 1h - 1s), std::error_code{});
  EXPECT_EQ(refusal(token, now + 1h), make_error_code(token_errc::expired));
}

TEST(access_token_verifier, refuses_a_life_of_more_than_a_day_and_a_missing_expiry) {
  auto token = alice();
  token.expires_at = now + 24h + 1s;
  EXPECT_EQ(refusal(access_token_issuer{test_credentials()}.issue(token)),
            make_error_code(token_errc::expired));
  EXPECT_EQ(refusal(signed_token(good_header, payload_with(R"({"identity":"a","video":{}})", ""))),
            make_error_code(token_errc::expired));
  EXPECT_EQ(refusal(signed_token(good_header, payload_with(R"({"identity":"a","video":{}})",
                                                           R"(,"exp":9223372036854775807)"))),
            make_error_code(token_errc::expired));
}

TEST(access_token_verifier, refuses_before_nbf) {
  auto token = alice();
  token.not_before = now + 1s;
  EXPECT_EQ(refusal(access_token_issuer{test_credentials()}.issue(token)),
            make_error_code(token_errc::not_yet_valid));
}

TEST(access_token_verifier, refuses_without_identity_or_video_grant) {
  for (const auto* grants :
       {"{}", "null", R"({"identity":"a"})", R"({"video":{}})", R"({"identity":"","video":{}})",
        R"({"identity":7,"video":{}})", R"({"identity":"a","video":{"room":7}})",
        R"({"identity":"a","video":{"publish":"no"}})"}) {
    EXPECT_EQ(refusal(signed_token(good_header, payload_with(grants, R"(,"exp":1795357719)"))),
              make_error_code(token_errc::no_video_grant))
        << grants;
  }
}

}  // namespace
}  // namespace flex_video::twilio
