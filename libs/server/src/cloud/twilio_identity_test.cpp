#include "cloud/twilio_identity.hpp"

#include "cloud/testing/scripted_http.hpp"

#include <gmock/gmock.h>

namespace flex_video::server::cloud {
namespace {

using namespace std::chrono_literals;
using core::identity_errc;
using net::client_errc;

const std::string worker = "WK" + std::string(32, '4');
const std::string worker_path = "GET /v1/Workspaces/" + testing::workspace + "/Workers/" + worker;
const base::time_point noon{std::chrono::sys_days{std::chrono::year{2026} / 8 / 1} + 12h};

std::string valid_token(std::string_view expiration = "2026-08-01T13:00:00Z") {
  return R"({"valid":true,"code":0,"message":null,"identity":"ada_40x","roles":["agent"],"worker_sid":")" +
         worker + R"(","expiration":")" + std::string{expiration} + "\"}";
}

std::string worker_json(std::string_view full_name) {
  return R"({"sid":")" + worker + R"(","friendly_name":"ada@x","attributes":"{\"full_name\":\")" +
         std::string{full_name} + R"(\"}"})";
}

class twilio_identities : public testing::scripted_cloud {
 protected:
  twilio_identities() { clock_.set(noon); }
  base::result<core::flex_user> validate(std::string_view token = "the-token") {
    return cloud_->identity().validate(token);
  }
  std::error_code verdict(unsigned status, std::string body) {
    http_.answer(status, std::move(body));
    return refusal(validate());
  }
};

TEST_F(twilio_identities, are_whom_a_valid_token_speaks_for) {
  http_.answer(200, valid_token()).answer(200, worker_json("Ada L"));
  const auto user = validate();
  ASSERT_TRUE(user);
  EXPECT_EQ(user->worker.text(), worker);
  EXPECT_EQ(user->identity, "ada_40x");
  EXPECT_EQ(user->display_name, "Ada L");
  EXPECT_EQ(user->roles, std::vector<std::string>{"agent"});
  EXPECT_EQ(user->expires_at, noon + 1h);
  EXPECT_EQ(http_.requests.at(0).url,
            "https://iam.twilio.com/v1/Accounts/" + testing::account + "/Tokens/validate");
  EXPECT_EQ(http_.requests[0].body, R"({"token":"the-token"})");
}

TEST_F(twilio_identities, remember_a_name_for_ten_minutes) {
  http_.answer(200, valid_token()).answer(200, worker_json("Ada L")).answer(200, valid_token());
  EXPECT_EQ(validate().value().display_name, "Ada L");
  EXPECT_EQ(validate().value().display_name, "Ada L");
  clock_.advance(10min);
  http_.answer(200, valid_token()).answer(200, worker_json("Ada Lovelace"));
  EXPECT_EQ(validate().value().display_name, "Ada Lovelace");
}

TEST_F(twilio_identities, go_by_the_identity_while_no_name_is_told) {
  http_.answer(200, valid_token()).answer(404, "").answer(200, valid_token()).answer(200, "{}");
  EXPECT_EQ(validate().value().display_name, "ada_40x");
  EXPECT_EQ(validate().value().display_name, "ada_40x");
  http_.answer(200, valid_token()).answer(200, worker_json("Ada L"));
  EXPECT_EQ(validate().value().display_name, "Ada L");
}

TEST_F(twilio_identities, wait_for_a_name_no_longer_than_two_seconds) {
  http_.answer(200, valid_token()).answer(429, "", "2");
  EXPECT_EQ(validate().value().display_name, "ada_40x");
  EXPECT_EQ(http_.requests.at(1).timeout, worker_names::patience);
  EXPECT_EQ(clock_.now(), noon);
}

TEST_F(twilio_identities, are_refused_unless_the_token_is_valid) {
  EXPECT_EQ(verdict(200, R"({"valid":false,"message":"Invalid token"})"), identity_errc::invalid);
  EXPECT_EQ(verdict(403, R"({"valid":false,"message":"no"})"), identity_errc::invalid);
  EXPECT_EQ(verdict(400, R"({"code":20001,"message":"bad"})"), identity_errc::invalid);
  EXPECT_EQ(verdict(200, R"({"valid":false,"message":"The token has expired"})"), identity_errc::expired);
  EXPECT_EQ(verdict(200, valid_token("2026-08-01T12:00:00Z")), identity_errc::expired);
}

TEST_F(twilio_identities, are_refused_without_a_worker_or_a_name) {
  EXPECT_EQ(verdict(200, R"({"valid":true,"identity":"a","expiration":"2026-08-01T13:00:00Z"})"),
            identity_errc::invalid);
  EXPECT_EQ(
      verdict(200, R"({"valid":true,"worker_sid":")" + worker + R"(","expiration":"2026-08-01T13:00:00Z"})"),
      identity_errc::invalid);
}

TEST_F(twilio_identities, fail_closed_when_iam_gives_no_verdict) {
  for (const auto* body : {"", "{}", "<html>", R"({"valid":"true"})", R"({"valid":1})"}) {
    EXPECT_EQ(verdict(200, body), identity_errc::unavailable) << body;
  }
  EXPECT_EQ(verdict(200, R"({"valid":true,"identity":"a","worker_sid":")" + worker + "\"}"),
            identity_errc::unavailable);
  EXPECT_EQ(verdict(302, valid_token()), identity_errc::unavailable);
  EXPECT_EQ(verdict(401, R"({"code":20003})"), identity_errc::unavailable);
  EXPECT_EQ(verdict(404, ""), identity_errc::unavailable);
  for (int i = 0; i < 5; ++i) http_.answer(500, valid_token());
  EXPECT_EQ(refusal(validate()), identity_errc::unavailable);
  for (int i = 0; i < 5; ++i) http_.fail(client_errc::timed_out);
  EXPECT_EQ(refusal(validate()), identity_errc::unavailable);
}

TEST_F(twilio_identities, are_not_asked_for_with_no_token_or_a_huge_one) {
  EXPECT_EQ(refusal(validate("")), identity_errc::invalid);
  EXPECT_EQ(refusal(validate(std::string(twilio_identity::longest_token + 1, 'a'))), identity_errc::invalid);
  EXPECT_EQ(http_.requests.size(), 0u);
}

TEST_F(twilio_identities, never_show_the_token) {
  for (int i = 0; i < 5; ++i) http_.answer(503, "the-token");
  EXPECT_EQ(validate().error().detail, "HTTP 503");
}

}  // namespace
}  // namespace flex_video::server::cloud
