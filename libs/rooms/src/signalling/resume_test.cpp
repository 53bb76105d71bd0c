#include "testing/room_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

namespace json = boost::json;
using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::IsEmpty;

struct resuming : testing::Test, room_fixture {
  core::room room = server.create_room({.unique_name = "r1", .max_participants = 0}).value();
  guest bob = join("bob", "r1");
  guest alice = join("alice", "r1");
  resuming() {
    say(alice, answer(bob.connection, 1));
    take(alice.socket);
    take(bob.socket);
  }
};

TEST_F(resuming, a_broken_socket_is_shown_as_reconnecting) {
  hang_up(bob.socket, 1006);
  const auto heard = take(alice.socket);
  ASSERT_EQ(heard.size(), 1u);
  EXPECT_EQ(at(heard[0], "/participants/0/state"), "reconnecting");
  EXPECT_TRUE(at(heard[0], "/peer_connections").is_null());
  EXPECT_EQ(events.size(), 2u) << "nobody left";
}

TEST_F(resuming, within_the_grace_its_connections_stay) {
  hang_up(bob.socket, 1006);
  pass(timings{}.grace - milliseconds{1});
  take(alice.socket);
  resume(bob, {answer(bob.connection, 1)});
  EXPECT_EQ(at(bob.greeting, "/type"), "synced");
  EXPECT_EQ(at(bob.greeting, "/session"), json::string{bob.session});
  EXPECT_EQ(at(bob.greeting, "/participant/sid"), json::string{bob.sid});
  EXPECT_EQ(at(bob.greeting, "/participants/0/identity"), "alice");
  EXPECT_EQ(at(bob.greeting, "/subscribed/tracks/0/id"), "alice-track");
  EXPECT_EQ(at(bob.greeting, "/peer_connections"), json::array{answer(bob.connection, 1)});
  const auto heard = take(alice.socket);
  ASSERT_EQ(heard.size(), 1u);
  EXPECT_EQ(at(heard[0], "/participants/0/state"), "connected");
  EXPECT_TRUE(at(heard[0], "/peer_connections").is_null());
  pass(seconds{60});
  EXPECT_EQ(events.size(), 2u);
}

TEST_F(resuming, revisions_keep_growing) {
  hang_up(bob.socket, 1006);
  const auto lost = at(take(alice.socket).at(0), "/participants/0/revision").as_int64();
  const auto subscribed = at(bob.greeting, "/subscribed/revision").as_int64();
  resume(bob);
  EXPECT_GT(at(bob.greeting, "/subscribed/revision").as_int64(), subscribed);
  EXPECT_GT(at(take(alice.socket).at(0), "/participants/0/revision").as_int64(), lost);
}

TEST_F(resuming, after_the_grace_the_peers_are_freed_and_a_new_connection_follows) {
  hang_up(bob.socket, 1006);
  take(alice.socket);
  pass(timings{}.grace);
  const auto freed = take(alice.socket);
  ASSERT_EQ(freed.size(), 1u);
  EXPECT_EQ(at(freed[0], "/peer_connections/0/id"), json::string{bob.connection});
  EXPECT_EQ(at(freed[0], "/peer_connections/0/description/type"), "close");
  EXPECT_EQ(at(freed[0], "/subscribed/tracks"), json::array{}) << "its media will not come back on this one";
  resume(bob, {answer(bob.connection, 1)});
  EXPECT_EQ(at(bob.greeting, "/subscribed/tracks"), json::array{});
  const auto connections = at(bob.greeting, "/peer_connections").as_array();
  ASSERT_EQ(connections.size(), 1u) << "the old one is not listed, which closes it";
  EXPECT_NE(at(connections[0], "/id"), json::string{bob.connection});
  EXPECT_EQ(at(connections[0], "/description/type"), "create-offer");
  take(alice.socket);
  const auto id = text_at(connections[0], "/id");
  say(bob, offer(id, 2));
  const auto offered = take(alice.socket).at(0);
  EXPECT_EQ(at(offered, "/peer_connections"), json::array{offer(id, 2)});
  EXPECT_EQ(at(offered, "/subscribed/tracks/0/id"), "bob-track");
}

TEST_F(resuming, whoever_does_not_come_back_has_left) {
  hang_up(bob.socket, 1006);
  pass(timings{}.session_timeout - milliseconds{1});
  EXPECT_EQ(events.size(), 2u);
  take(alice.socket);
  pass(milliseconds{1});
  EXPECT_EQ(events.back(), room_event(participant_disconnected{room.sid, "bob"}));
  EXPECT_EQ(at(take(alice.socket).at(0), "/participants/0/state"), "disconnected");
  resume(bob);
  EXPECT_EQ(at(bob.greeting, "/code"), 53001);
}

TEST_F(resuming, a_session_nobody_has_is_refused) {
  for (const std::string session : {"nonsense", "AAAAAAAAAAAAAAAAAAAAAA"}) {
    guest forged = bob;
    forged.session = session;
    resume(forged);
    EXPECT_EQ(at(forged.greeting, "/code"), 53001) << session;
  }
  EXPECT_FALSE(closed(bob.socket));
}

TEST_F(resuming, into_an_ended_room_says_so) {
  hang_up(bob.socket, 1006);
  ASSERT_TRUE(server.complete_room(room.sid));
  const auto socket = open();
  send(socket, {{"type", "sync"},
                {"session", bob.session},
                {"name", room.sid.str()},
                {"participant", {{"revision", 1}, {"tracks", json::array{}}}}});
  EXPECT_EQ(at(take(socket).at(0), "/code"), 53118);
}

TEST_F(resuming, replaces_a_socket_that_is_half_dead) {
  const auto old = bob.socket;
  resume(bob, {answer(bob.connection, 1)});
  EXPECT_EQ(at(bob.greeting, "/type"), "synced");
  EXPECT_EQ(closed(old), 1008);
  EXPECT_THAT(take(alice.socket), IsEmpty()) << "nobody noticed an outage";
  server.closed(old, 1001);
  EXPECT_EQ(events.size(), 2u) << "its late end is nobody's leave";
}

TEST_F(resuming, a_silent_client_is_lost_and_its_peers_freed_in_time) {
  silence(bob.socket);
  pass(timings{}.silence - milliseconds{1});
  EXPECT_THAT(take(alice.socket), IsEmpty());
  pass(milliseconds{1});
  EXPECT_EQ(closed(bob.socket), 1008);
  EXPECT_EQ(at(take(alice.socket).at(0), "/participants/0/state"), "reconnecting");
  pass(timings{}.grace);
  EXPECT_EQ(at(take(alice.socket).at(0), "/peer_connections/0/description/type"), "close");
}

TEST_F(resuming, what_a_client_did_while_offline_counts) {
  hang_up(bob.socket, 1006);
  take(alice.socket);
  const auto socket = open();
  send(socket, {{"type", "sync"},
                {"session", bob.session},
                {"participant", {{"revision", 9}, {"tracks", json::array{track("new", "new")}}}},
                {"peer_connections", json::array{offer(bob.connection, 2)}}});
  const auto greeting = take(socket).at(0);
  EXPECT_EQ(at(greeting, "/published/tracks/0/id"), "new");
  const auto heard = take(alice.socket);
  ASSERT_EQ(heard.size(), 1u);
  EXPECT_EQ(at(heard[0], "/participants/0/tracks/0/id"), "new");
  EXPECT_EQ(at(heard[0], "/subscribed/tracks/0/id"), "new");
  EXPECT_EQ(at(heard[0], "/peer_connections"), json::array{offer(bob.connection, 2)});
}

TEST_F(resuming, hears_what_happened_while_it_was_offline) {
  hang_up(bob.socket, 1006);
  publish(alice, {track("second", "second")});
  say(alice, offer(bob.connection, 2));
  say(alice, candidates(bob.connection, 1, {"a"}));
  resume(bob, {offer(bob.connection, 1)});
  EXPECT_EQ(at(bob.greeting, "/participants/0/tracks/0/id"), "second");
  EXPECT_EQ(at(bob.greeting, "/peer_connections/0/description"),
            at(answer(bob.connection, 1), "/description"))
      << "it may have missed the answer";
  EXPECT_EQ(at(bob.greeting, "/peer_connections/0/ice/candidates/0/candidate"), "a");
}

TEST_F(resuming, a_missed_answer_comes_before_the_offer_after_it) {
  hang_up(bob.socket, 1006);
  say(alice, offer(bob.connection, 2));
  const json::object sync{{"type", "sync"},
                          {"session", bob.session},
                          {"participant", {{"revision", 1}, {"tracks", json::array{}}}},
                          {"peer_connections", json::array{offer(bob.connection, 1)}}};
  const auto socket = open();
  send(socket, sync);
  const auto heard = take(socket);
  ASSERT_EQ(heard.size(), 2u);
  EXPECT_EQ(at(heard[0], "/peer_connections"), json::array{answer(bob.connection, 1)});
  EXPECT_EQ(at(heard[1], "/peer_connections"), json::array{offer(bob.connection, 2)});
}

TEST_F(resuming, an_unused_connection_stays_listed_while_one_is_alone) {
  server.create_room({.unique_name = "r2", .max_participants = 2}).value();
  auto carol = join("carol", "r2");
  hang_up(carol.socket, 1006);
  pass(seconds{5});
  resume(carol, {offer(carol.connection, 1)});
  EXPECT_EQ(at(carol.greeting, "/peer_connections"), json::array{json::object({{"id", carol.connection}})});
}

TEST_F(resuming, a_newcomer_is_not_paired_with_the_absent_but_later) {
  server.create_room({.unique_name = "r2", .max_participants = 2}).value();
  auto carol = join("carol", "r2");
  hang_up(carol.socket, 1006);
  auto dave = join("dave", "r2");
  EXPECT_EQ(at(dave.greeting, "/participants/0/state"), "reconnecting");
  EXPECT_EQ(at(dave.greeting, "/peer_connections"), json::array{});
  resume(carol, {offer(carol.connection, 1)});
  const auto to_carol = at(carol.greeting, "/peer_connections").as_array();
  ASSERT_EQ(to_carol.size(), 2u);
  EXPECT_EQ(at(to_carol[0], "/description/type"), "close");
  EXPECT_EQ(at(to_carol[1], "/description/type"), "create-offer");
  const auto heard = take(dave.socket);
  ASSERT_EQ(heard.size(), 1u);
  EXPECT_EQ(at(heard[0], "/participants/0/state"), "connected");
  EXPECT_EQ(at(heard[0], "/peer_connections/0/id"), json::string{dave.connection}) << "its unused one closes";
}

TEST_F(resuming, both_ends_may_have_been_away) {
  hang_up(alice.socket, 1006);
  hang_up(bob.socket, 1006);
  pass(seconds{10});
  resume(bob, {answer(bob.connection, 1)});
  EXPECT_EQ(at(bob.greeting, "/peer_connections"), json::array{});
  EXPECT_EQ(at(bob.greeting, "/participants/0/state"), "reconnecting");
  resume(alice, {answer(bob.connection, 1)});
  EXPECT_EQ(at(alice.greeting, "/peer_connections/0/description/type"), "create-offer");
  EXPECT_EQ(at(take(bob.socket).at(0), "/participants/0/state"), "connected");
}

TEST_F(resuming, a_sync_on_a_socket_in_use_is_a_violation) {
  send(bob.socket, {{"type", "sync"},
                    {"session", alice.session},
                    {"participant", {{"revision", 1}, {"tracks", json::array{}}}}});
  EXPECT_EQ(closed(bob.socket), 1002);
  EXPECT_FALSE(closed(alice.socket));
}

}  // namespace
}  // namespace flex_video::rooms
