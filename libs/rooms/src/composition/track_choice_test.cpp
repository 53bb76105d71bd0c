#include "composition/track_choice.hpp"

#include "composition/testing/room_recordings.hpp"

#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

TEST(matching_names, takes_an_asterisk_for_any_characters) {
  for (const auto* const text : {"", "a", "camera"}) EXPECT_TRUE(matches("*", text)) << text;
  EXPECT_TRUE(matches("camera", "camera"));
  EXPECT_TRUE(matches("teachers-*", "teachers-"));
  EXPECT_TRUE(matches("teachers-*", "teachers-screen"));
  EXPECT_TRUE(matches("*-video", "ada-video-video"));
  EXPECT_TRUE(matches("a*b*c", "a-b-b-c"));
  EXPECT_TRUE(matches("**", "x"));
}

TEST(matching_names, takes_nothing_else) {
  EXPECT_FALSE(matches("", "a"));
  EXPECT_FALSE(matches("camera", "camera2"));
  EXPECT_FALSE(matches("camera", "Camera"));
  EXPECT_FALSE(matches("a*b", "acbd"));
  EXPECT_FALSE(matches("*-video", "video"));
}

TEST(matching_names, takes_long_over_no_pattern) {
  std::string pattern;
  for (int i = 0; i < 64; ++i) pattern += "a*";
  EXPECT_FALSE(matches(pattern + 'b', std::string(128, 'a')));
}

TEST(choosing_tracks, goes_by_names_and_by_sids) {
  auto camera = record_of('3', track_kind::video, 'a', {});
  camera.track_name = "camera";
  EXPECT_TRUE(chooses({{"cam*"}}, camera));
  for (const auto& sid : {camera.sid.str(), camera.track.str(), camera.participant.str()})
    EXPECT_TRUE(chooses({{sid}}, camera)) << sid;
  EXPECT_FALSE(chooses({{}}, camera));
  EXPECT_FALSE(chooses({{"microphone"}}, camera));
  EXPECT_FALSE(chooses({{camera.room.str()}}, camera));
}

TEST(choosing_tracks, leaves_out_what_is_excluded) {
  const auto camera = record_of('3', track_kind::video, 'a', {});
  EXPECT_FALSE(chooses({.included = {"*"}, .excluded = {camera.participant.str()}}, camera));
  EXPECT_TRUE(chooses({.included = {"*"}, .excluded = {"screen"}}, camera));
}

}  // namespace
}  // namespace flex_video::rooms
