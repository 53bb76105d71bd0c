#include "doctor/twilio_verdicts.hpp"

#include "flex_video/net/http_client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flex_video::app::doctor {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

twilio_reply status(unsigned status, int error = 0, std::string body = {}) {
  return twilio_answer{.status = status, .error = error, .date = {}, .body = std::move(body)};
}
twilio_reply no_reply(net::client_errc why) { return base::fail(why, "in libcurl's words"); }

struct row {
  twilio_reply reply;
  doctor::grade grade;
  const char* words;
};

template <class Judge>
void expect(const std::vector<row>& table, const Judge& judge) {
  for (const auto& [reply, grade, words] : table) {
    const auto made = judge(reply);
    EXPECT_EQ(made.grade, grade) << made.found;
    EXPECT_THAT(line_of("x", made), HasSubstr(words));
    EXPECT_EQ(made.remedy.empty(), grade == grade::ok) << made.found;
  }
}

TEST(line, says_what_was_checked_what_is_and_what_to_do) {
  EXPECT_EQ(line_of("port", fine("8080 is free")), "ok    port: 8080 is free");
  EXPECT_EQ(line_of("port", warn("odd", "look")), "warn  port: odd. To do: look");
  EXPECT_EQ(line_of("port", fail("taken", "stop it")), "FAIL  port: taken. To do: stop it");
}

const std::vector<row> of_any_api{
    {status(403, 20005), grade::fail, "suspended or closed"},
    {status(403, 20008), grade::fail, "test credentials"},
    {status(403), grade::fail, "may not use this API"},
    {status(400, 53126), grade::fail, "group rooms only"},
    {status(400, 20001), grade::fail, "HTTP 400, error 20001"},
    {status(301), grade::fail, "HTTP 301"},
    {status(429, 20429), grade::warn, "try again"},
    {status(503), grade::warn, "status.twilio.com"},
    {no_reply(net::client_errc::could_not_connect), grade::fail, "https_proxy"},
    {no_reply(net::client_errc::timed_out), grade::fail, "(in libcurl's words)"},
    {no_reply(net::client_errc::tls), grade::fail, "ca-certificates"},
};

TEST(account, is_taken_or_says_why_not) {
  expect(of_any_api, judge_account);
  expect({{status(200), grade::ok, "takes the account SID"},
          {status(404, 20404), grade::ok, "takes the account SID"},
          {status(401, 20003), grade::fail, "TWILIO_AUTH_TOKEN"},
          {status(401), grade::fail, "(HTTP 401)"}},
         judge_account);
}

TEST(api_key, is_taken_by_us1_or_says_why_not) {
  expect(of_any_api, judge_api_key);
  expect({{status(200), grade::ok, "US1"},
          {status(401, 20003), grade::fail, "a key of region IE1 or AU1"},
          {status(404, 20404), grade::fail, "HTTP 404"}},
         judge_api_key);
}

TEST(api_key, is_another_account_s_if_it_finds_no_workspace_where_the_account_does) {
  const auto judged = [](const twilio_reply& by_account, const twilio_reply& by_key) {
    return judge_key_account(by_account, by_key).grade;
  };
  EXPECT_EQ(judged(status(200), status(200)), grade::ok);
  EXPECT_EQ(judged(status(200), status(404)), grade::fail);
  EXPECT_EQ(judged(status(200), status(401)), grade::warn);
  EXPECT_EQ(judged(status(404), status(404)), grade::warn);
  EXPECT_EQ(judged(no_reply(net::client_errc::tls), status(404)), grade::warn);
  EXPECT_EQ(judged(status(200), no_reply(net::client_errc::tls)), grade::warn);
}

std::string workspace(const std::string& url, const std::string& events) {
  return R"({"sid":"WS)" + std::string(32, '1') + R"(","event_callback_url":")" + url +
         R"(","events_filter":")" + events + R"("})";
}

verdict judge_at_home(const twilio_reply& reply) { return judge_workspace(reply, "https://a.example"); }

TEST(workspace, exists_and_posts_the_ends_of_tasks_to_us) {
  const std::string ours = "https://a.example/webhooks/twilio/taskrouter";
  const std::string ends = "task.wrapup,task.completed,task.canceled";
  expect(of_any_api, judge_at_home);
  expect({{status(200, 0, workspace(ours, ends)), grade::ok, "posts the ends of tasks"},
          {status(200, 0, workspace(ours, "task.created," + ends)), grade::ok, "posts the ends of tasks"},
          {status(200, 0, workspace(ours, "")), grade::warn, "names no events"},
          {status(200, 0, workspace(ours, "task.wrapup")), grade::fail,
           "leaves out task.completed, task.canceled"},
          {status(200, 0, workspace("", ends)), grade::fail, "posts its events nowhere"},
          {status(200, 0, workspace(ours + "/", ends)), grade::fail, "another address"},
          {status(200, 0, "<html>"), grade::fail, "is no workspace"},
          {status(404, 20404), grade::fail, "TWILIO_WORKSPACE_SID"},
          {status(401, 20003), grade::fail, "see the line above"}},
         judge_at_home);
}

TEST(workspace, does_not_repeat_an_address_that_is_not_ours) {
  const auto made = judge_at_home(status(200, 0, workspace("https://user:hidden@b.example/?key=hidden", "")));
  EXPECT_THAT(line_of("x", made), Not(HasSubstr("hidden")));
}

TEST(clock, may_be_ten_seconds_off_and_fails_beyond_a_minute) {
  const base::time_point theirs{1'800'000'000s};
  const auto judged = [&](std::chrono::seconds off) { return judge_clock(theirs, theirs + off); };
  EXPECT_EQ(judged(0s).grade, grade::ok);
  EXPECT_EQ(judged(10s).grade, grade::ok);
  EXPECT_EQ(judged(-10s).grade, grade::ok);
  EXPECT_EQ(judged(11s).grade, grade::warn);
  EXPECT_EQ(judged(-60s).grade, grade::warn);
  EXPECT_EQ(judged(61s).grade, grade::fail);
  EXPECT_EQ(judged(-61s).grade, grade::fail);
  EXPECT_THAT(judged(-61s).found, HasSubstr("61 s behind Twilio's"));
  EXPECT_THAT(judged(61s).found, HasSubstr("61 s ahead of Twilio's"));
  EXPECT_EQ(judge_clock(std::nullopt, theirs).grade, grade::warn);
}

TEST(http_date, is_read_in_one_form) {
  EXPECT_EQ(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT"), base::time_point{784'111'777s});
  for (const auto* text : {"", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT+1",
                           "Sun, 06 Nov 1994 08:49:37", "784111777"})
    EXPECT_EQ(parse_http_date(text), std::nullopt) << text;
}

}  // namespace
}  // namespace flex_video::app::doctor
