#include "flex_video/twilio/request_signature.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace flex_video::twilio {
namespace {

// Every signature here is one that npm twilio 6.2.0 gave (getExpectedTwilioSignature), and what is accepted
// is what its validateRequest and validateRequestWithBody accept.
const base::secret auth_token{"12345678901234567890123456789012"};
constexpr std::string_view url = "https://example.com/webhooks/twilio/video?x=1&y=a%20b";
constexpr std::string_view json_url =
    "https://example.com/"
    "hook?bodySHA256=41dbc52ef609935c068a21602c012673aeee030ec75e4a26e4ee41c46986f7f4&z=1";
constexpr std::string_view json_signature = "D0P1qUlG9FCMpQuAqBhdANlWI4Q=";
constexpr std::string_view json_body = R"({"name":"Zoë","n":1})";

std::string signature_of(std::string_view of_url, const form& parameters = {}) {
  return request_signer{auth_token}.sign(of_url, parameters);
}

std::error_code refusal(const base::result<void>& checked) {
  return checked ? std::error_code{} : checked.error().code;
}

std::error_code form_refusal(std::string_view of_url, std::string_view signature, const form& parameters) {
  return refusal(request_validator{auth_token}.check_form(of_url, signature, parameters));
}

std::error_code body_refusal(std::string_view of_url, std::string_view signature, std::string_view body) {
  return refusal(request_validator{auth_token}.check_body(of_url, signature, body));
}

TEST(request_signer, sorts_the_parameters_as_npm_twilio_does) {
  const form parameters{
      {"RoomSid", "RM1"}, {"AccountSid", "AC1"}, {"StatusCallbackEvent", "room-ended"}, {"Empty", ""}};
  EXPECT_EQ(signature_of(url, parameters), "rV+Tp2oSLjTbzT2AzHERl5BkmQM=");
  EXPECT_EQ(signature_of(url, {{"a", "1"}, {"B", "2"}, {"_c", "3"}}), "GH0JiqTdrlusuHfRbn9C1XU4VEM=");
  EXPECT_EQ(signature_of("https://example.com/hook"), "Y4P9dNl4nUtB7YWuhOOMe2v3pEQ=");
}

TEST(request_signer, signs_utf8) {
  EXPECT_EQ(signature_of(url, {{"ParticipantIdentity", "Zoë 😀"}, {"Body", "a+b=c&d"}}),
            "JqdIcFByh6Qp0fcLcRwrksan3/o=");
}

TEST(request_signer, counts_a_repeated_value_once) {
  EXPECT_EQ(signature_of(url, {{"Tag", "b"}, {"A", "1"}, {"Tag", "a"}, {"Tag", "b"}, {"Tag", "ä"}}),
            "la5rZ855IKyxbB8h7Jlju19xNi4=");
}

TEST(request_signer, covers_a_json_body_by_its_hash_in_the_url) {
  EXPECT_EQ(signature_of(json_url), json_signature);
  EXPECT_EQ(with_body_hash("https://example.com/hook", json_body) + "&z=1", json_url);
  EXPECT_TRUE(with_body_hash("https://example.com/hook?a=1", "")
                  .starts_with("https://example.com/hook?a=1&bodySHA256="));
}

TEST(request_validator, takes_the_default_port_or_none) {
  const form parameters{{"A", "1"}};
  constexpr std::string_view over_443 = "iDjlLNbcyVlHIj7Z6m6LB14DPaw=";
  constexpr std::string_view over_none = "PN2YBExQDXLBwqlEtKgCnsbWars=";
  constexpr std::string_view over_8443 = "++26eq/Ed8pYATmaK/ZdGPUlZi4=";
  for (const auto signature : {over_443, over_none}) {
    EXPECT_FALSE(form_refusal("https://example.com/hook", signature, parameters));
    EXPECT_FALSE(form_refusal("https://example.com:443/hook", signature, parameters));
  }
  EXPECT_FALSE(form_refusal("https://example.com:8443/hook", over_8443, parameters));
  EXPECT_FALSE(form_refusal("https://example.com:8443/hook", over_none, parameters));
  EXPECT_TRUE(form_refusal("https://example.com:8443/hook", over_443, parameters));
  EXPECT_TRUE(form_refusal("https://example.com/hook", over_8443, parameters));
  EXPECT_FALSE(form_refusal("http://example.com/hook", "w+f33B6kT+ob2q/Wulde3q5XwtM=", parameters));
}

TEST(request_validator, finds_the_port_behind_an_ipv6_literal_and_a_user) {
  EXPECT_FALSE(form_refusal("https://[2001:db8::1]/hook", "Nh5zd0xTk6zDlaKYfNMGSTOx8Kc=", {{"A", "1"}}));
  const auto with_user = signature_of("https://me:pass@example.com:443?q=a:b");
  EXPECT_FALSE(form_refusal("https://me:pass@example.com?q=a:b", with_user, {}));
}

TEST(request_validator, refuses_a_missing_signature) {
  EXPECT_EQ(form_refusal(url, "", {}), make_error_code(signature_errc::missing));
  EXPECT_EQ(body_refusal(json_url, "", json_body), make_error_code(signature_errc::missing));
}

TEST(request_validator, refuses_what_was_changed_in_any_place) {
  const form parameters{{"RoomSid", "RM1"}, {"Status", "x"}};
  const auto signature = signature_of(url, parameters);
  ASSERT_FALSE(form_refusal(url, signature, parameters));
  const auto wrong = make_error_code(signature_errc::wrong);
  EXPECT_EQ(form_refusal(std::string{url} + "&z=1", signature, parameters), wrong);
  EXPECT_EQ(form_refusal("http" + std::string{url.substr(5)}, signature, parameters), wrong);
  EXPECT_EQ(form_refusal(url, signature, {{"RoomSid", "RM2"}, {"Status", "x"}}), wrong);
  EXPECT_EQ(form_refusal(url, signature, {{"RoomSid", "RM1"}}), wrong);
  EXPECT_EQ(form_refusal(url, signature, {{"RoomSid", "RM1"}, {"Status", "x"}, {"More", ""}}), wrong);
  EXPECT_EQ(form_refusal(url, signature + "=", parameters), wrong);
  for (std::size_t at = 0; at < signature.size(); ++at) {
    auto forged = signature;
    forged[at] = forged[at] == 'A' ? 'B' : 'A';
    EXPECT_EQ(form_refusal(url, forged, parameters), wrong) << at;
  }
}

TEST(request_validator, refuses_another_auth_token) {
  const auto forged = request_signer{base::secret{"guess"}}.sign(url, {});
  EXPECT_EQ(form_refusal(url, forged, {}), make_error_code(signature_errc::wrong));
}

TEST(request_validator, checks_a_json_body_by_its_hash) {
  EXPECT_FALSE(body_refusal(json_url, json_signature, json_body));
  const auto wrong_body = make_error_code(signature_errc::wrong_body);
  EXPECT_EQ(body_refusal(json_url, json_signature, R"({"name":"Zoë","n":2})"), wrong_body);
  EXPECT_EQ(body_refusal(json_url, json_signature, ""), wrong_body);
}

TEST(request_validator, refuses_a_body_that_no_hash_covers) {
  const std::string bare = "https://example.com/hook";
  EXPECT_EQ(body_refusal(bare, signature_of(bare), json_body), make_error_code(signature_errc::wrong_body));
  const auto broken = bare + "?bodySHA256=%";
  EXPECT_EQ(body_refusal(broken, signature_of(broken), ""), make_error_code(signature_errc::wrong_body));
}

}  // namespace
}  // namespace flex_video::twilio
