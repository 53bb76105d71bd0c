#include "testing/room_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

namespace json = boost::json;
using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

struct leaving : testing::Test, room_fixture {
  core::room room = server.create_room({.unique_name = "r1", .max_participants = 0}).value();
  guest bob = join("bob", "r1");
  guest alice = join("alice", "r1");
  leaving() { take(bob.socket); }

  void expect_bob_gone() {
    const auto heard = take(alice.socket);
    ASSERT_EQ(heard.size(), 1u);
    EXPECT_EQ(at(heard[0], "/participants/0/sid"), json::string{bob.sid});
    EXPECT_EQ(at(heard[0], "/participants/0/state"), "disconnected");
    EXPECT_TRUE(at(heard[0], "/participants/0/tracks").is_array()) << "the SDK walks through it";
    EXPECT_EQ(at(heard[0], "/subscribed/tracks"), json::array{});
    EXPECT_EQ(at(heard[0], "/peer_connections/0/id"), json::string{bob.connection});
    EXPECT_EQ(at(heard[0], "/peer_connections/0/description/type"), "close");
    EXPECT_EQ(events.back(), room_event(participant_disconnected{room.sid, "bob"}));
  }
};

TEST_F(leaving, tells_the_others_all_at_once) {
  send(bob.socket, {{"type", "disconnect"}, {"version", 2}, {"session", bob.session}});
  expect_bob_gone();
  frame(bob.socket, R"({"type":"bye"})");
  hang_up(bob.socket, 1000);
  EXPECT_THAT(take(alice.socket), IsEmpty());
}

TEST_F(leaving, a_closing_tab_has_left_at_once) {
  hang_up(bob.socket, 1001);
  expect_bob_gone();
}

TEST_F(leaving, a_normal_close_without_a_word_has_left_at_once) {
  hang_up(bob.socket, 1000);
  expect_bob_gone();
}

TEST_F(leaving, a_client_that_gave_up_before_it_was_let_in_has_left) {
  send(bob.socket, {{"type", "disconnect"}, {"version", 2}, {"session", nullptr}});
  expect_bob_gone();
}

TEST_F(leaving, raises_the_revision_so_that_the_sdk_believes_it) {
  const auto before = at(join("carol", "r1").greeting, "/participants/1/revision").as_int64();
  take(alice.socket);
  hang_up(bob.socket, 1001);
  EXPECT_GT(at(take(alice.socket).at(0), "/participants/0/revision").as_int64(), before);
}

TEST_F(leaving, says_a_disconnect_of_nobody_is_fine) {
  const auto socket = open();
  send(socket, {{"type", "disconnect"}, {"version", 2}, {"session", nullptr}});
  EXPECT_FALSE(closed(socket));
  EXPECT_THAT(take(socket), IsEmpty());
}

TEST_F(leaving, a_completed_room_tells_everybody_before_anybody_goes) {
  ASSERT_TRUE(server.complete_room(room.sid));
  for (const auto socket : {alice.socket, bob.socket}) {
    const auto heard = take(socket);
    ASSERT_EQ(heard.size(), 1u);
    EXPECT_EQ(at(heard[0], "/type"), "disconnected");
    EXPECT_EQ(at(heard[0], "/status"), "completed");
    EXPECT_FALSE(closed(socket));
  }
  EXPECT_THAT(events, ElementsAre(room_event{participant_connected{room.sid, "bob"}},
                                  room_event{participant_connected{room.sid, "alice"}},
                                  room_event{participant_disconnected{room.sid, "bob"}},
                                  room_event{participant_disconnected{room.sid, "alice"}},
                                  room_event{room_ended{room.sid}}));
}

TEST_F(leaving, completing_again_or_an_unknown_room_is_harmless) {
  ASSERT_TRUE(server.complete_room(room.sid));
  const auto reported = events.size();
  EXPECT_TRUE(server.complete_room(room.sid));
  EXPECT_TRUE(server.complete_room(*core::room_sid::parse("RM" + std::string(32, '0'))));
  EXPECT_EQ(events.size(), reported);
}

TEST_F(leaving, what_was_under_way_when_the_room_ended_is_ignored) {
  ASSERT_TRUE(server.complete_room(room.sid));
  take(bob.socket);
  say(bob, answer(alice.connection, 1));
  EXPECT_THAT(take(bob.socket), IsEmpty());
  EXPECT_FALSE(closed(bob.socket));
}

TEST_F(leaving, a_client_that_does_not_hang_up_when_told_is_closed) {
  ASSERT_TRUE(server.complete_room(room.sid));
  pass(timings{}.hello - milliseconds{1});
  EXPECT_FALSE(closed(bob.socket));
  pass(milliseconds{1});
  EXPECT_EQ(closed(bob.socket), 1008);
}

TEST_F(leaving, an_observer_may_end_the_room_it_hears_of) {
  std::vector<std::string> heard;
  room_server* self = nullptr;
  room_server eager{{}, test_credentials(), clock, random, [&](const room_event& event) {
                      if (const auto* in = std::get_if<participant_connected>(&event)) {
                        heard.push_back("in " + in->identity);
                        (void)self->complete_room(in->room);
                      } else {
                        heard.push_back(std::holds_alternative<room_ended>(event) ? "ended" : "out");
                      }
                    }};
  self = &eager;
  const auto made = eager.create_room({.unique_name = "r", .max_participants = 2}).value();
  eager.opened(connection_id{1});
  const auto body = connect_body(token("alice"), "r", {}, offer("pc", 1));
  eager.received(connection_id{1}, hello(&body));
  EXPECT_THAT(heard, ElementsAre("in alice", "out", "ended"));
}

TEST_F(leaving, a_removed_participant_hears_it_without_an_error_and_the_others_that_it_went) {
  take(bob.socket);
  take(alice.socket);
  ASSERT_TRUE(server.remove_participant(room.sid, "bob"));
  const auto farewell = take(bob.socket).at(0);
  EXPECT_EQ(text_at(farewell, "/type"), "disconnected");
  EXPECT_NE(text_at(farewell, "/status"), "completed") << "which is the end of the room";
  EXPECT_EQ(text_at(take(alice.socket).at(0), "/participants/0/state"), "disconnected");
  EXPECT_EQ(server.inspect_room(room.sid)->identities, std::vector<std::string>{"alice"});
  EXPECT_EQ(events.back(), room_event(participant_disconnected{room.sid, "bob"}));
  EXPECT_TRUE(server.remove_participant(room.sid, "bob")) << "who is not in it is out";
}

TEST_F(leaving, a_look_at_a_room_shows_who_is_in_it) {
  EXPECT_TRUE(server.inspect_room(room.sid)->in_progress);
  EXPECT_EQ(server.find_room(room.unique_name).value()->sid, room.sid);
  ASSERT_TRUE(server.complete_room(room.sid));
  EXPECT_EQ(server.inspect_room(room.sid), core::room_report{});
  EXPECT_FALSE(server.find_room(room.unique_name).value());
}

TEST_F(leaving, is_counted) {
  const auto before = server.count();
  server.create_room({.unique_name = "r9", .max_participants = 2}).value();
  const auto carol = join("carol", "r9");
  EXPECT_EQ(server.count().peer_to_peer_rooms, before.peer_to_peer_rooms + 1);
  EXPECT_EQ(server.count().group_rooms, before.group_rooms);
  EXPECT_EQ(server.count().participants, before.participants + 1);
  EXPECT_EQ(server.count().sockets, before.sockets + 1);
  hang_up(carol.socket, 1001);
  EXPECT_EQ(server.count().participants, before.participants);
  EXPECT_EQ(server.count().sockets, before.sockets);
}

}  // namespace
}  // namespace flex_video::rooms
