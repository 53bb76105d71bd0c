#include "decisions/track_switch_off.hpp"

#include <gtest/gtest.h>

#include <string>

namespace flex_video::rooms {
namespace {

using enum track_priority;

twilio::track_sid sid(char digit) { return *twilio::track_sid::parse("MT" + std::string(32, digit)); }

/// The last digits of those that are off.
std::string off(std::vector<video_subscription> subscriptions,
                const std::optional<bandwidth_profile>& profile) {
  std::string digits;
  for (const auto& each : switched_off(subscriptions, profile)) digits += each.text().back();
  return digits;
}

video_subscription track(char digit, track_priority published = standard) {
  return {.track = sid(digit), .published = published};
}
video_subscription preferred(char digit, track_priority published, track_priority by_subscriber) {
  return {.track = sid(digit), .published = published, .preferred = by_subscriber};
}
video_subscription dominant(char digit, track_priority published = standard) {
  return {.track = sid(digit), .published = published, .dominant = true};
}
video_subscription unwanted(char digit) { return {.track = sid(digit), .wanted = false}; }

constexpr bandwidth_profile one{.max_tracks = 1};

TEST(switched_off, is_without_a_profile_only_what_is_not_wanted) {
  EXPECT_EQ(off({track('1', low), unwanted('2'), track('3')}, {}), "2");
}

TEST(switched_off, is_what_is_not_wanted_whatever_its_priority) {
  EXPECT_EQ(off({unwanted('1'), track('2', low)}, one), "1");
}

TEST(switched_off, goes_by_priority) {
  EXPECT_EQ(off({track('1', low), track('2', high), track('3')}, one), "13");
  EXPECT_EQ(off({track('1', high), preferred('2', low, high)}, one), "2");
  EXPECT_EQ(off({preferred('1', high, low), track('2')}, one), "1");
}

TEST(switched_off, raises_the_dominant_speaker) {
  constexpr bandwidth_profile raised{.active_speaker_priority = high, .max_tracks = 1};
  EXPECT_EQ(off({track('1', high), dominant('2', low)}, raised), "1");  // at the same priority he stays
  EXPECT_EQ(off({track('1', high), dominant('2', low)}, one), "2");
  EXPECT_EQ(off({track('1'), dominant('2', low)}, one), "1");  // standard, if the profile doesn't say
  constexpr bandwidth_profile lowered{.active_speaker_priority = low, .max_tracks = 1};
  EXPECT_EQ(off({track('1'), dominant('2', high)}, lowered), "1");  // never lower than published
  auto put_last = dominant('1', high);
  put_last.preferred = low;
  EXPECT_EQ(off({put_last, track('2')}, raised), "1");
}

TEST(switched_off, prefers_the_older_of_equals) {
  EXPECT_EQ(off({track('3'), track('1'), track('2')}, one), "12");
}

TEST(switched_off, has_no_limit_at_zero_tracks) {
  EXPECT_EQ(off({track('1'), track('2'), track('3')}, bandwidth_profile{.max_tracks = 0}), "");
  EXPECT_EQ(off({track('1'), track('2'), track('3')}, bandwidth_profile{.max_tracks = 2}), "3");
}

TEST(switched_off, is_what_the_bandwidth_has_no_room_for_but_never_the_first) {
  const auto within = [](std::uint64_t bandwidth, switch_off_mode mode = switch_off_mode::predicted) {
    return off({track('1'), track('2'), track('3')},
               bandwidth_profile{.max_subscription_bandwidth = bandwidth, .track_switch_off = mode});
  };
  EXPECT_EQ(within(0), "23");
  EXPECT_EQ(within(400), "23");
  EXPECT_EQ(within(199'999), "23");
  EXPECT_EQ(within(200'000), "3");
  EXPECT_EQ(within(300'000), "");
  EXPECT_EQ(within(400, switch_off_mode::detected), "23");
  EXPECT_EQ(within(400, switch_off_mode::disabled), "");
}

TEST(track_switch_off, tells_what_changed) {
  track_switch_off told;
  std::vector both{track('1'), track('2')};
  EXPECT_EQ(told.update(both, one), (switch_off_change{.off = {sid('2')}, .on = {}}));
  EXPECT_TRUE(told.update(both, one).empty());
  EXPECT_TRUE(told.is_off(sid('2')));
  both[1].published = high;
  EXPECT_EQ(told.update(both, one), (switch_off_change{.off = {sid('1')}, .on = {sid('2')}}));
  EXPECT_EQ(told.all(), (switch_off_change{.off = {sid('1')}, .on = {}}));
}

TEST(track_switch_off, forgets_a_track_that_is_not_subscribed_any_more) {
  track_switch_off told;
  const std::vector both{track('1'), track('2')};
  told.update(both, one);
  EXPECT_TRUE(told.update(std::span{both}.first(1), one).empty());
  EXPECT_FALSE(told.is_off(sid('2')));
}

}  // namespace
}  // namespace flex_video::rooms
