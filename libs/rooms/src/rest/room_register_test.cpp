#include "rest/room_register.hpp"

#include "rest/room_json.hpp"
#include "rest/room_note.hpp"
#include "testing/room_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

struct register_test : testing::Test, room_fixture {
  register_test() {
    records = std::make_shared<room_register>(
        register_limits{.ended_rooms = 2, .past_participants = 2}, clock,
        [this](const room_record& in, const room_moment& moment) { moments.push_back(told(in, moment)); });
    server.watch(records);
  }
  static std::string told(const room_record& in, const room_moment& moment) {
    std::string text{moment.event};
    if (moment.participant) text += ' ' + moment.participant->identity;
    if (moment.track) text += ' ' + moment.track->name;
    return in.ended ? text + " (completed)" : text;
  }
  std::vector<std::string> take_moments() { return std::exchange(moments, {}); }
  core::room open(const std::string& name) { return server.open_room({.unique_name = name}).value(); }
  room_record& r1() { return *records->find(room.sid.text()); }

  std::shared_ptr<room_register> records;
  std::vector<std::string> moments;
  core::room room = server.open_room({.unique_name = "r1"}).value();
};

TEST_F(register_test, tells_what_happens_in_its_order) {
  auto ada = join("ada", "r1");
  EXPECT_THAT(take_moments(), ElementsAre("participant-connected ada", "track-added ada ada-track"));
  publish(ada, {track("ada-track", "ada-track", "video", false), track("mic", "mic", "audio")});
  EXPECT_THAT(take_moments(), ElementsAre("track-disabled ada ada-track", "track-added ada mic"));
  publish(ada, {track("ada-track", "ada-track", "video", true)});
  EXPECT_THAT(take_moments(), ElementsAre("track-removed ada mic", "track-enabled ada ada-track"));
  hang_up(ada.socket, 1001);
  EXPECT_THAT(take_moments(), ElementsAre("track-removed ada ada-track", "participant-disconnected ada"));
  ASSERT_TRUE(server.complete_room(room.sid));
  EXPECT_THAT(take_moments(), ElementsAre("room-ended (completed)"));
}

TEST_F(register_test, counts_from_nought_however_late_it_hears_of_a_room) {
  auto note = write_room_note({.created = clock.now(), .options = {}});
  clock.advance(5ms);
  ASSERT_TRUE(server.open_room({.unique_name = "r2", .note = std::move(note)}));
  join("ada", "r2");
  EXPECT_EQ(records->find("r2")->next_sequence_number, 0u);
}

TEST_F(register_test, everybody_leaves_a_room_that_ends) {
  join("ada", "r1");
  take_moments();
  ASSERT_TRUE(server.complete_room(room.sid));
  EXPECT_THAT(take_moments(), ElementsAre("track-removed ada ada-track", "participant-disconnected ada",
                                          "room-ended (completed)"));
}

TEST_F(register_test, the_same_identity_again_is_another_participant) {
  join("ada", "r1");
  take_moments();
  const auto again = join("ada", "r1");
  EXPECT_THAT(take_moments(), ElementsAre("track-removed ada ada-track", "participant-disconnected ada",
                                          "participant-connected ada", "track-added ada ada-track"));
  EXPECT_EQ(r1().participants.size(), 2u);
  EXPECT_EQ(r1().find("ada")->sid.text(), again.sid);
}

TEST_F(register_test, a_lost_client_reconnects) {
  auto ada = join("ada", "r1");
  take_moments();
  hang_up(ada.socket, 1006);
  EXPECT_EQ(r1().find("ada")->state, participant_state::reconnecting);
  resume(ada);
  EXPECT_EQ(r1().find("ada")->state, participant_state::connected);
  EXPECT_THAT(take_moments(), IsEmpty());
}

TEST_F(register_test, tells_how_long) {
  pass(10s);
  const auto ada = join("ada", "r1");
  pass(20s);
  hang_up(ada.socket, 1001);
  pass(5s);
  ASSERT_TRUE(server.complete_room(room.sid));
  EXPECT_EQ(duration_of(*r1().find("ada"), clock.now()), 20s);
  EXPECT_EQ(duration_of(r1(), clock.now() + 1h), 35s);
}

TEST_F(register_test, tells_a_duration_that_fits_the_dates_in_seconds) {
  pass(900ms - clock.now().time_since_epoch() % 1s);
  const auto ada = join("ada", "r1");
  pass(200ms);
  hang_up(ada.socket, 1001);
  EXPECT_EQ(duration_of(*r1().find("ada"), clock.now()), 1s);
}

TEST_F(register_test, remembers_so_many_ended_rooms) {
  std::vector<core::room> made{room, open("r2"), open("r3")};
  for (const auto& each : made) ASSERT_TRUE(server.complete_room(each.sid));
  EXPECT_FALSE(records->find(made[0].sid.text()));
  EXPECT_TRUE(records->find(made[1].sid.text()) && records->find(made[2].sid.text()));
  EXPECT_FALSE(records->find("r2")) << "the name is free again";
  EXPECT_EQ(records->all().size(), 2u);
}

TEST_F(register_test, remembers_so_many_past_participants) {
  for (const auto* name : {"ada", "ben", "eve"}) hang_up(join(name, "r1").socket, 1001);
  EXPECT_FALSE(r1().find("ada"));
  EXPECT_TRUE(r1().find("ben") && r1().find("eve"));
}

TEST_F(register_test, sees_the_rooms_that_are_there_already) {
  join("ada", "r1");
  take_moments();
  const auto late = std::make_shared<room_register>(
      register_limits{}, clock,
      [this](const room_record& in, const room_moment& moment) { moments.push_back(told(in, moment)); });
  server.watch(late);
  EXPECT_THAT(take_moments(), IsEmpty()) << "they came before";
  ASSERT_TRUE(late->find("r1"));
  EXPECT_EQ(late->find("r1")->find("ada")->tracks.size(), 1u);
  join("ben", "r1");
  EXPECT_THAT(take_moments(), ElementsAre("participant-connected ben", "track-added ben ben-track"));
}

TEST_F(register_test, may_go_before_the_room_server) {
  records.reset();
  join("ada", "r1");
  EXPECT_THAT(moments, IsEmpty());
}

}  // namespace
}  // namespace flex_video::rooms
