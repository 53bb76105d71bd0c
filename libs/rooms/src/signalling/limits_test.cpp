#include "testing/room_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

namespace json = boost::json;
using std::chrono::milliseconds;
using std::chrono::seconds;

struct limited : testing::Test, room_fixture {
  limited() : room_fixture(narrow()) {}
  static room_server_options narrow() {
    room_server_options options;
    options.limits.participants = 2;
    options.limits.largest_room = 4;
    options.limits.rooms = 2;
    options.limits.published_tracks = 1;
    options.limits.listed_tracks = 3;
    options.limits.candidates = 2;
    options.limits.messages_before_joining = 3;
    options.limits.sockets = 12;
    options.limits.messages_at_once = 10;
    return options;
  }
  core::room room = server.create_room({.unique_name = "r1", .max_participants = 0}).value();

  /// That `one` was dropped for a lie, with its stay, and `other` hears of it without being hurt.
  void expect_dropped(const guest& one, const guest& other) {
    EXPECT_EQ(at(take(one.socket).back(), "/code"), 53004);
    EXPECT_EQ(closed(one.socket), 1002);
    EXPECT_FALSE(closed(other.socket));
    EXPECT_EQ(at(take(other.socket).back(), "/participants/0/state"), "disconnected");
  }
};

TEST_F(limited, participants_of_a_room_without_a_number) {
  join("alice", "r1");
  join("bob", "r1");
  EXPECT_EQ(at(join("carol", "r1").greeting, "/code"), 53105);
}

TEST_F(limited, participants_a_room_may_ask_for) {
  EXPECT_TRUE(server.create_room({.unique_name = "r2", .max_participants = 4}));
  const auto refused = server.create_room({.unique_name = "r3", .max_participants = 5});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, core::provider_errc::refused);
}

TEST_F(limited, rooms) {
  EXPECT_TRUE(server.create_room({.unique_name = "r2", .max_participants = 2}));
  const auto refused = server.create_room({.unique_name = "r3", .max_participants = 2});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, core::provider_errc::unavailable);
  ASSERT_TRUE(server.complete_room(room.sid));
  EXPECT_TRUE(server.create_room({.unique_name = "r3", .max_participants = 2}));
}

TEST_F(limited, ad_hoc_rooms) {
  auto options = narrow();
  options.ad_hoc_rooms = true;
  room_fixture free{options};
  free.join("alice", "r1");
  free.join("alice", "r2");
  EXPECT_EQ(at(free.join("alice", "r3").greeting, "/code"), 53103);
}

TEST_F(limited, room_names) {
  EXPECT_EQ(server.create_room({.unique_name = std::string(129, 'x'), .max_participants = 2}).error().code,
            core::provider_errc::refused);
  EXPECT_EQ(server.create_room({.unique_name = "", .max_participants = 2}).error().code,
            core::provider_errc::refused);
  EXPECT_EQ(
      server.create_room({.unique_name = "RM" + std::string(32, '0'), .max_participants = 2}).error().code,
      core::provider_errc::refused);
  for (const bool ad_hoc : {false, true}) {
    auto options = narrow();
    options.ad_hoc_rooms = ad_hoc;
    room_fixture either{options};
    EXPECT_EQ(at(either.join("alice", std::string(129, 'x')).greeting, "/code"), 53101);
    EXPECT_EQ(at(either.join("alice", "").greeting, "/code"), 53100);
  }
}

TEST_F(limited, published_tracks) {
  auto alice = join("alice", "r1");
  publish(alice, {track("alice-track", "alice-track"), track("b", "b")});
  EXPECT_EQ(at(take(alice.socket).at(0), "/published/tracks/1/error/code"), 53203);
}

TEST_F(limited, listed_tracks) {
  auto alice = join("alice", "r1"), bob = join("bob", "r1");
  publish(bob, {track("a", "a"), track("b", "b"), track("c", "c"), track("d", "d")});
  expect_dropped(bob, alice);
}

TEST_F(limited, candidates_in_one_message) {
  const auto alice = join("alice", "r1"), bob = join("bob", "r1");
  say(bob, candidates(bob.connection, 1, {"a", "b", "c"}));
  expect_dropped(bob, alice);
}

TEST_F(limited, candidates_in_the_sum) {
  const auto bob = join("bob", "r1"), alice = join("alice", "r1");
  say(bob, candidates(bob.connection, 1, {"a", "b"}));
  say(bob, candidates(bob.connection, 2, {"c"}));
  EXPECT_EQ(take(alice.socket).size(), 1u);
  EXPECT_FALSE(closed(bob.socket));
}

TEST_F(limited, candidates_while_nobody_is_there) {
  const auto bob = join("bob", "r1");
  say(bob, candidates(bob.connection, 1, {"a", "b"}));
  say(bob, candidates(bob.connection, 2, {"c"}));
  const auto alice = join("alice", "r1");
  EXPECT_EQ(at(alice.greeting, "/peer_connections/0/ice/candidates").as_array().size(), 2u);
}

TEST_F(limited, messages_before_joining) {
  const auto socket = open();
  for (int i = 0; i < 3; ++i) send(socket, {{"type", "ice"}, {"token", token("alice")}});
  EXPECT_FALSE(closed(socket));
  send(socket, {{"type", "ice"}, {"token", token("alice")}});
  EXPECT_EQ(closed(socket), 1002);
}

TEST_F(limited, sockets) {
  const auto alice = join("alice", "r1"), bob = join("bob", "r1");
  for (int i = 2; i < 12; ++i) (void)open_silent();
  const auto over = open_silent();
  frame(over, hello());
  EXPECT_THAT(take_frames(over), testing::ElementsAre(testing::HasSubstr("busy")));
  EXPECT_EQ(closed(over), 1013);
  hang_up(bob.socket, 1001);
  EXPECT_FALSE(closed(open()));
  EXPECT_FALSE(closed(alice.socket));
}

TEST_F(limited, messages_at_once_and_on_the_long_run) {
  const auto alice = join("alice", "r1"), bob = join("bob", "r1");
  const auto beat = [&] { frame(bob.socket, R"({"type":"heartbeat"})"); };
  for (int i = 0; i < 8; ++i) beat();
  EXPECT_FALSE(closed(bob.socket));
  clock.advance(milliseconds{10});
  beat();
  EXPECT_FALSE(closed(bob.socket));
  beat();
  expect_dropped(bob, alice);
}

TEST_F(limited, the_time_until_the_hello) {
  const auto socket = open_silent();
  silence(socket);
  pass(timings{}.hello - milliseconds{1});
  EXPECT_FALSE(closed(socket));
  pass(milliseconds{1});
  EXPECT_EQ(closed(socket), 1008);
}

TEST_F(limited, the_time_until_joining) {
  const auto socket = open();
  pass(timings{}.join - milliseconds{1});
  EXPECT_FALSE(closed(socket));
  pass(milliseconds{1});
  EXPECT_EQ(closed(socket), 1008);
}

TEST_F(limited, not_the_time_in_a_room) {
  const auto alice = join("alice", "r1");
  pass(seconds{600});
  EXPECT_FALSE(closed(alice.socket));
}

TEST_F(limited, garbage_of_one_client_hurts_nobody_else) {
  const auto alice = join("alice", "r1");
  for (const std::string_view garbage :
       {"", "{", R"({"type":"msg"})", R"({"type":"surprise"})", R"({"type":"msg","body":{"type":"update"}})",
        R"({"type":"msg","body":{"type":"ice","token":"x"}})", R"({"type":"msg","body":{"type":7}})"}) {
    auto bob = join("bob", "r1");
    take(alice.socket);
    frame(bob.socket, garbage);
    EXPECT_TRUE(take_frames(bob.socket).empty()) << "no bad after the welcome: " << garbage;
    expect_dropped(bob, alice);
    resume(bob);
    EXPECT_EQ(at(bob.greeting, "/code"), 53001) << garbage;
  }
}

TEST_F(limited, an_update_with_another_session_is_a_lie) {
  const auto alice = join("alice", "r1");
  auto bob = join("bob", "r1");
  bob.session = alice.session;
  say(bob, offer(bob.connection, 2));
  expect_dropped(bob, alice);
}

TEST_F(limited, an_update_before_joining_is_out_of_order) {
  const auto socket = open();
  send(socket, {{"type", "update"}, {"session", "S"}});
  EXPECT_EQ(closed(socket), 1002);
}

TEST_F(limited, an_unknown_message_is_ignored) {
  const auto alice = join("alice", "r1");
  send(alice.socket, {{"type", "from the future"}});
  EXPECT_FALSE(closed(alice.socket));
}

TEST_F(limited, unknown_and_forgotten_sockets_are_ignored) {
  server.received(connection_id{99}, hello());
  server.closed(connection_id{99}, 1006);
  const auto socket = open_silent();
  frame(socket, "garbage");
  EXPECT_EQ(closed(socket), 1002);
  frame(socket, hello());
  EXPECT_EQ(take_frames(socket).size(), 1u) << "the bad, and no welcome";
}

TEST_F(limited, nothing_is_left_to_wait_for_when_all_are_gone) {
  const auto alice = join("alice", "r1"), bob = join("bob", "r1");
  EXPECT_TRUE(server.next_deadline());
  hang_up(alice.socket, 1001);
  hang_up(bob.socket, 1006);
  EXPECT_EQ(server.next_deadline(), clock.now() + timings{}.grace);
  pass(seconds{31});
  EXPECT_GT(server.next_deadline(), clock.now() + std::chrono::minutes{59}) << "the empty room's end";
  ASSERT_TRUE(server.complete_room(room.sid));
  EXPECT_FALSE(server.next_deadline());
}

}  // namespace
}  // namespace flex_video::rooms
