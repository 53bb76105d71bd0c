#include "doctor/site_verdicts.hpp"

#include "flex_video/net/errc.hpp"
#include "flex_video/net/http_client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flex_video::app::doctor {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

const std::string site = "https://a.example";

TEST(reach, is_nothing_to_fail_for_unless_browsers_will_not_trust_it) {
  EXPECT_EQ(judge_reach(site, health_answer{200, true}).grade, grade::ok);
  EXPECT_EQ(judge_reach(site, health_answer{200, false}).grade, grade::warn);
  EXPECT_THAT(judge_reach(site, health_answer{502, false}).found, HasSubstr("HTTP 502"));
  EXPECT_EQ(judge_reach(site, health_answer{502, false}).grade, grade::warn);
  EXPECT_EQ(judge_reach(site, base::fail(net::client_errc::could_not_connect)).grade, grade::warn);
  EXPECT_EQ(judge_reach(site, base::fail(net::client_errc::timed_out)).grade, grade::warn);
  EXPECT_EQ(judge_reach(site, base::fail(net::client_errc::tls)).grade, grade::fail);
}

TEST(certificate, must_be_good_for_more_than_two_weeks) {
  const base::time_point now{1'800'000'000s};
  const auto judged = [&](std::chrono::seconds left) { return judge_certificate(site, now + left, now); };
  EXPECT_EQ(judged(24h * 15).grade, grade::ok);
  EXPECT_EQ(judged(24h * 15 - 1s).grade, grade::warn);
  EXPECT_THAT(judged(24h * 3 + 5h).found, HasSubstr("3 more days"));
  EXPECT_EQ(judged(1s).grade, grade::warn);
  EXPECT_EQ(judged(0s).grade, grade::fail);
  EXPECT_EQ(judge_certificate(site, std::nullopt, now).grade, grade::warn);
  EXPECT_EQ(judge_certificate("http://127.0.0.1:8080", std::nullopt, now).grade, grade::ok);
}

TEST(port, is_free_or_ours_or_says_what_is_wrong) {
  const auto judged = [](std::error_code refusal, bool ours = false) {
    return judge_port({.port = 8080, .refusal = refusal, .held_by_us = ours});
  };
  EXPECT_EQ(judged({}).found, "8080 is free");
  EXPECT_EQ(judge_port({.port = 0, .refusal = {}}).grade, grade::ok);
  EXPECT_EQ(judged(make_error_code(std::errc::address_in_use), true).grade, grade::ok);
  const auto expect_failure = [&](std::error_code refusal, const char* words) {
    EXPECT_EQ(judged(refusal).grade, grade::fail);
    EXPECT_THAT(line_of("port", judged(refusal)), HasSubstr(words));
  };
  expect_failure(make_error_code(std::errc::address_in_use), "8080 is in use by something else");
  expect_failure(make_error_code(std::errc::permission_denied), "CAP_NET_BIND_SERVICE");
  expect_failure(make_error_code(std::errc::address_not_available), "--address");
  expect_failure(make_error_code(net::errc::certificate_unusable), "--tls-key");
  expect_failure(make_error_code(std::errc::too_many_files_open), "we can't listen");
}

}  // namespace
}  // namespace flex_video::app::doctor
