#include "doctor/media_verdicts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flex_video::app::doctor {
namespace {

using testing::HasSubstr;

media_state with(std::vector<rooms::media_address> addresses) {
  media_state found{.refusal = {}, .chosen = rooms::media_options{}, .executable = true, .foreign = {}};
  found.chosen->workers = 2;
  found.chosen->addresses = std::move(addresses);
  return found;
}

TEST(media, says_what_the_firewall_has_to_let_in) {
  const auto public_one = judge_media(with({{"0.0.0.0", "203.0.113.7"}}), false);
  EXPECT_EQ(public_one.grade, grade::ok);
  EXPECT_THAT(public_one.found, HasSubstr("2 workers, for browsers at 203.0.113.7, UDP and TCP 40000-49999"));
}

TEST(media, says_which_way_calls_go) {
  auto found = with({{"127.0.0.1", ""}});
  EXPECT_THAT(judge_media(found, true).found, HasSubstr("calls go from browser to browser"));
  found.calls = true;
  EXPECT_THAT(judge_media(found, true).found, HasSubstr("calls go over 2 workers"));
  EXPECT_THAT(judge_media({}, true).found, HasSubstr("calls go from browser to browser"));
}

TEST(media, is_reached_from_outside_unless_everybody_is_here) {
  EXPECT_EQ(judge_media(with({{"10.0.0.5", ""}, {"fd00::5", ""}}), false).grade, grade::warn);
  EXPECT_EQ(judge_media(with({{"10.0.0.5", ""}, {"2001:db8::5", ""}}), false).grade, grade::ok);
  EXPECT_EQ(judge_media(with({{"127.0.0.1", ""}}), true).grade, grade::ok);
}

TEST(media, is_nothing_to_fail_for_where_nobody_asked_for_it) {
  EXPECT_EQ(judge_media({}, false).grade, grade::warn);
  EXPECT_EQ(judge_media({.refusal = {}, .chosen = {}, .unwanted = true, .foreign = {}}, false).grade,
            grade::ok);
}

TEST(media, fails_for_what_can_not_be_started) {
  const media_state refused{.refusal = "there is no media worker", .chosen = {}, .foreign = {}};
  EXPECT_EQ(judge_media(refused, false).grade, grade::fail);
  auto found = with({{"10.9.9.9", ""}});
  found.foreign = {"10.9.9.9"};
  EXPECT_THAT(judge_media(found, false).found, HasSubstr("10.9.9.9"));
  EXPECT_EQ(judge_media(found, false).grade, grade::fail);
  found = with({{"127.0.0.1", ""}});
  found.executable = false;
  EXPECT_EQ(judge_media(found, true).grade, grade::fail);
}

}  // namespace
}  // namespace flex_video::app::doctor
