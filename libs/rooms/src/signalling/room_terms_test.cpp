#include "testing/room_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

using namespace std::chrono_literals;

struct room_terms_test : testing::Test, room_fixture {
  core::room open(room_terms terms) {
    return server.open_room({.unique_name = "r1", .max_participants = 3, .terms = terms}).value();
  }
  bool in_progress() { return server.find_room("r1")->has_value(); }
};

TEST_F(room_terms_test, an_unused_room_ends_in_its_time) {
  open({.unused_room_timeout = 2min});
  pass(2min - 1s);
  EXPECT_TRUE(in_progress());
  pass(1s);
  EXPECT_FALSE(in_progress());
  EXPECT_EQ(events.size(), 1u);
}

TEST_F(room_terms_test, an_empty_room_ends_in_its_time) {
  open({.empty_room_timeout = 3min, .unused_room_timeout = 1min});
  const auto ada = join("ada", "r1");
  pass(10min);
  hang_up(ada.socket, 1001);
  pass(3min - 1s);
  EXPECT_TRUE(in_progress());
  pass(1s);
  EXPECT_FALSE(in_progress());
}

TEST_F(room_terms_test, a_room_with_somebody_in_it_goes_on) {
  open({.empty_room_timeout = 1min, .unused_room_timeout = 1min});
  const auto ada = join("ada", "r1");
  hang_up(ada.socket, 1001);
  pass(30s);
  join("ben", "r1");
  pass(10min);
  EXPECT_TRUE(in_progress());
}

TEST_F(room_terms_test, a_stay_ends_in_its_time) {
  const auto room = open({.max_participant_duration = 10min});
  const auto ada = join("ada", "r1");
  pass(5min);
  join("ben", "r1");
  take(ada.socket);
  pass(5min);
  const auto told = take(ada.socket);
  ASSERT_FALSE(told.empty());
  EXPECT_EQ(at(told.back(), "/code"), 53216);
  EXPECT_EQ(server.inspect_room(room.sid)->identities, std::vector<std::string>{"ben"});
}

TEST_F(room_terms_test, a_replaced_stay_counts_anew) {
  const auto room = open({.max_participant_duration = 10min});
  join("ada", "r1");
  pass(6min);
  join("ada", "r1");
  pass(6min);
  EXPECT_EQ(server.inspect_room(room.sid)->identities.size(), 1u);
}

TEST_F(room_terms_test, an_audio_only_room_takes_no_video) {
  open({.audio_only = true});
  const auto ada = join("ada", "r1");  // with a video track
  EXPECT_EQ(text_at(ada.greeting, "/published/tracks/0/state"), "failed");
  EXPECT_EQ(at(ada.greeting, "/published/tracks/0/error/code"), 53125) << ada.greeting;
}

TEST_F(room_terms_test, the_same_name_twice_is_refused) {
  open({});
  const auto again = server.open_room({.unique_name = "r1"});
  EXPECT_EQ(again.error().code.value(), 53113);
  EXPECT_EQ(server.open_room({.max_participants = 51}).error().code.value(), 53107);
}

TEST_F(room_terms_test, outlive_the_server) {
  room_server_options keeping;
  keeping.keeps_rooms = true;
  room_fixture before{keeping};
  ASSERT_TRUE(before.server.open_room(
      {.unique_name = "r1", .terms = {.audio_only = true, .unused_room_timeout = 7min}}));
  ASSERT_EQ(take_over(before), 1u);
  EXPECT_EQ(text_at(join("ada", "r1").greeting, "/published/tracks/0/state"), "failed");
}

}  // namespace
}  // namespace flex_video::rooms
