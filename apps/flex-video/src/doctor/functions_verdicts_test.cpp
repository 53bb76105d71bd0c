#include "doctor/functions_verdicts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flex_video::app::doctor {
namespace {

using testing::HasSubstr, testing::StartsWith;

const std::string site = "https://video-1234.twil.io";

net::client_answer answer(unsigned status, std::string body) {
  return {.status = status, .headers = {}, .body = std::move(body)};
}

TEST(functions, are_each_asked_what_they_must_refuse) {
  const auto checks = function_checks(site);
  ASSERT_EQ(checks.size(), 8u);
  for (const auto& check : checks) {
    EXPECT_THAT(check.request.url, StartsWith(site + "/"));
    const auto good =
        judge_function(check, answer(check.expected.front(), "… " + std::string{check.within} + " …"));
    EXPECT_EQ(good.grade, grade::ok) << check.subject;
    EXPECT_TRUE(good.remedy.empty());
  }
}

TEST(functions, that_answer_otherwise_have_a_remedy) {
  for (const auto& check : function_checks(site)) {
    for (const auto& wrong : {answer(500, "{}"), answer(200, "<p>Welcome</p>"), answer(302, "")}) {
      const auto judged = judge_function(check, wrong);
      EXPECT_EQ(judged.grade, check.otherwise) << check.subject;
      EXPECT_THAT(judged.found, HasSubstr(std::to_string(wrong.status)));
      EXPECT_FALSE(judged.remedy.empty());
    }
    if (check.within.empty()) continue;
    EXPECT_NE(judge_function(check, answer(check.expected.front(), "something else")).grade, grade::ok)
        << check.subject;
  }
}

TEST(functions, that_do_not_answer_fail) {
  for (const auto& check : function_checks(site)) {
    const auto judged = judge_function(check, base::fail(net::client_errc::could_not_connect));
    EXPECT_EQ(judged.grade, grade::fail);
    EXPECT_THAT(judged.found, HasSubstr(check.request.url));
  }
}

}  // namespace
}  // namespace flex_video::app::doctor
