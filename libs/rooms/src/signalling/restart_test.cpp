#include "testing/room_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

namespace json = boost::json;
using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// Alice and Bob in a call, whose connection has come to rest.
struct restarting : testing::Test {
  room_fixture before{keeping_rooms()};
  room_fixture after{keeping_rooms()};
  core::room room = before.server.create_room({.unique_name = "r1", .max_participants = 3}).value();
  room_fixture::guest bob = before.join("bob", "r1");
  room_fixture::guest alice = before.join("alice", "r1");
  restarting() { before.say(alice, answer(bob.connection, 1)); }

  static std::string text_of(const std::vector<core::kept_room>& changes) {
    return changes.empty() ? "" : changes.front().state.value_or("ended");
  }
};

TEST_F(restarting, a_drained_server_sends_everybody_to_the_next_one) {
  before.server.drain();
  EXPECT_EQ(before.closed(alice.socket), 1012);
  EXPECT_EQ(before.closed(bob.socket), 1012);
  EXPECT_EQ(before.closed(before.open_silent()), 1012) << "also who comes now";
  before.pass(seconds{60});
  EXPECT_EQ(before.events.size(), 2u) << "nobody left";
  EXPECT_FALSE(before.server.next_deadline());
}

TEST_F(restarting, a_call_goes_on_with_its_connection) {
  before.server.drain();
  EXPECT_EQ(after.take_over(before), 1u);
  after.resume(alice, {answer(bob.connection, 1)});
  EXPECT_EQ(at(alice.greeting, "/type"), "synced");
  EXPECT_EQ(at(alice.greeting, "/participant/sid"), json::string{alice.sid});
  EXPECT_EQ(at(alice.greeting, "/session"), json::string{alice.session});
  EXPECT_EQ(at(alice.greeting, "/participants/0/sid"), json::string{bob.sid});
  EXPECT_EQ(at(alice.greeting, "/participants/0/state"), "reconnecting");
  EXPECT_EQ(at(alice.greeting, "/subscribed/tracks/0/id"), "bob-track");
  EXPECT_EQ(at(alice.greeting, "/peer_connections"), json::array{json::object({{"id", bob.connection}})});
  after.pass(timings{}.restart_grace - milliseconds{1});
  EXPECT_THAT(after.take(alice.socket), IsEmpty()) << "Bob's media may be well";
  after.resume(bob, {offer(bob.connection, 1)});
  EXPECT_EQ(at(bob.greeting, "/participants/0/state"), "connected");
  EXPECT_EQ(at(after.take(alice.socket).at(0), "/participants/0/state"), "connected");
  EXPECT_THAT(after.events, IsEmpty()) << "nobody came and nobody went";
  EXPECT_EQ(after.server.inspect_room(room.sid)->identities, (std::vector<std::string>{"bob", "alice"}));
}

TEST_F(restarting, revisions_and_track_sids_go_on) {
  const auto revision = [](const room_fixture::guest& of, std::string_view path) {
    return at(of.greeting, path).as_int64();
  };
  const auto subscribed = revision(alice, "/subscribed/revision");
  const auto seen = revision(alice, "/participants/0/revision");
  const auto track = at(alice.greeting, "/participants/0/tracks/0/sid");
  after.take_over(before);
  after.resume(alice, {answer(bob.connection, 1)});
  EXPECT_GT(revision(alice, "/subscribed/revision"), subscribed);
  EXPECT_GT(revision(alice, "/participants/0/revision"), seen);
  EXPECT_EQ(at(alice.greeting, "/participants/0/tracks/0/sid"), track);
}

TEST_F(restarting, revisions_go_on_when_the_next_server_is_killed_at_once) {
  after.take_over(before);
  const auto state = text_of(after.server.take_changes());
  after.resume(bob, {offer(bob.connection, 1)});
  const auto said = at(bob.greeting, "/subscribed/revision").as_int64();
  room_fixture last{keeping_rooms()};
  ASSERT_TRUE(last.server.take_up(state));
  last.resume(bob, {offer(bob.connection, 1)});
  EXPECT_GT(at(bob.greeting, "/subscribed/revision").as_int64(), said);
}

TEST_F(restarting, a_connection_goes_on_negotiating) {
  after.take_over(before);
  after.resume(alice, {answer(bob.connection, 1)});
  after.resume(bob, {offer(bob.connection, 1)});
  after.take(alice.socket);
  after.say(bob, offer(bob.connection, 2));
  EXPECT_EQ(at(after.take(alice.socket).at(0), "/peer_connections"), json::array{offer(bob.connection, 2)});
  after.say(alice, answer(bob.connection, 2));
  EXPECT_EQ(at(after.take(bob.socket).at(0), "/peer_connections"), json::array{answer(bob.connection, 2)});
}

TEST_F(restarting, an_offer_made_meanwhile_is_relayed) {
  after.take_over(before);
  after.resume(bob, {offer(bob.connection, 2)});
  after.resume(alice, {answer(bob.connection, 1)});
  EXPECT_EQ(at(alice.greeting, "/peer_connections"), json::array{offer(bob.connection, 2)});
}

TEST_F(restarting, a_connection_that_was_not_at_rest_is_made_anew) {
  before.say(bob, offer(bob.connection, 2));
  after.take_over(before);
  after.resume(alice, {answer(bob.connection, 1)});
  EXPECT_EQ(at(alice.greeting, "/peer_connections"), json::array{}) << "which closes the old one";
  after.resume(bob, {offer(bob.connection, 2)});
  const auto connections = at(bob.greeting, "/peer_connections").as_array();
  ASSERT_EQ(connections.size(), 1u);
  EXPECT_EQ(at(connections[0], "/description/type"), "create-offer");
  EXPECT_NE(at(connections[0], "/id"), json::string{bob.connection});
}

TEST_F(restarting, a_connection_that_moved_on_after_it_was_kept_is_made_anew) {
  after.take_over(before);
  // What a server that was then killed has relayed: Bob's second offer, and Alice's answer.
  after.resume(alice, {answer(bob.connection, 2)});
  EXPECT_EQ(at(alice.greeting, "/peer_connections/0/description/type"), "close");
  after.resume(bob, {offer(bob.connection, 2)});
  const auto connections = at(bob.greeting, "/peer_connections").as_array();
  ASSERT_EQ(connections.size(), 1u);
  EXPECT_EQ(at(connections[0], "/description/type"), "create-offer");
}

TEST_F(restarting, an_answer_that_was_under_way_arrives) {
  after.take_over(before);
  after.resume(bob, {offer(bob.connection, 1)});
  after.resume(alice, {answer(bob.connection, 1)});
  EXPECT_EQ(at(after.take(bob.socket).at(0), "/peer_connections"), json::array{answer(bob.connection, 1)});
  after.resume(bob, {offer(bob.connection, 1)});
  EXPECT_EQ(at(bob.greeting, "/peer_connections"), json::array{answer(bob.connection, 1)}) << "also later";
}

TEST_F(restarting, a_connection_that_was_closed_after_it_was_kept_is_made_anew) {
  after.take_over(before);
  after.resume(bob, {offer(bob.connection, 1)});
  after.resume(alice);
  EXPECT_EQ(at(alice.greeting, "/peer_connections/0/description/type"), "create-offer");
  EXPECT_EQ(at(alice.greeting, "/peer_connections/1"), json::value{}) << "it would open the closed one again";
  EXPECT_EQ(at(after.take(bob.socket).at(0), "/peer_connections/0/description/type"), "close");
}

TEST_F(restarting, whoever_does_not_come_back_is_given_up_and_has_left) {
  after.take_over(before);
  after.resume(alice, {answer(bob.connection, 1)});
  after.pass(timings{}.restart_grace);
  EXPECT_EQ(at(after.take(alice.socket).at(0), "/peer_connections/0/description/type"), "close");
  after.pass(timings{}.session_timeout);
  EXPECT_EQ(after.events, std::vector<room_event>{room_event(participant_disconnected{room.sid, "bob"})});
  after.resume(bob);
  EXPECT_EQ(at(bob.greeting, "/code"), 53001);
}

TEST_F(restarting, somebody_alone_keeps_the_connection_brought_along) {
  ASSERT_TRUE(before.server.create_room({.unique_name = "r2", .max_participants = 2}));
  auto carol = before.join("carol", "r2");
  EXPECT_EQ(after.take_over(before), 2u);
  after.resume(carol, {offer(carol.connection, 1)});
  EXPECT_EQ(at(carol.greeting, "/peer_connections"), json::array{json::object({{"id", carol.connection}})});
  const auto dave = after.join("dave", "r2");
  EXPECT_EQ(at(after.take(carol.socket).at(0), "/participants/0/identity"), "dave");
}

TEST_F(restarting, a_room_takes_no_more_than_before_and_keeps_its_name) {
  after.take_over(before);
  EXPECT_EQ(after.server.find_room("r1")->value().sid, room.sid);
  after.join("carol", "r1");
  EXPECT_EQ(at(after.join("dave", "r1").greeting, "/code"), 53105);
}

TEST_F(restarting, the_same_identity_replaces_whoever_is_still_away) {
  after.take_over(before);
  after.join("alice", "r1");
  after.resume(alice);
  EXPECT_EQ(at(alice.greeting, "/code"), 53001);
}

TEST_F(restarting, what_is_kept_holds_no_secret_and_no_address) {
  before.say(alice, candidates(bob.connection, 1, {"candidate:1 1 udp 1 192.0.2.1 9 typ host"}));
  const auto kept = text_of(before.server.take_changes());
  EXPECT_THAT(kept, HasSubstr("alice-track"));
  for (const auto& secret : {alice.session, bob.session, std::string{"192.0.2.1"}, std::string{"answer 1"}})
    EXPECT_THAT(kept, Not(HasSubstr(secret)));
}

TEST_F(restarting, each_change_is_told_once) {
  EXPECT_EQ(before.server.take_changes().size(), 1u);
  EXPECT_THAT(before.server.take_changes(), IsEmpty());
  before.say(alice, candidates(bob.connection, 1, {"candidate:1"}));
  EXPECT_THAT(before.server.take_changes(), IsEmpty()) << "no candidate is kept";
  before.hang_up(bob.socket, 1006);
  EXPECT_THAT(before.server.take_changes(), IsEmpty()) << "a loss may be repaired";
  before.pass(timings{}.session_timeout);
  EXPECT_THAT(text_of(before.server.take_changes()), Not(HasSubstr("bob")));
  ASSERT_TRUE(before.server.complete_room(room.sid));
  EXPECT_THAT(text_of(before.server.take_changes()), HasSubstr("ended"));
  before.clock.advance(limits{}.ended_rooms_for);
  EXPECT_EQ(before.server.take_changes(), (std::vector{core::kept_room{.room = room.sid, .state = {}}}));
}

TEST_F(restarting, a_room_that_has_ended_is_known_as_such) {
  ASSERT_TRUE(before.server.complete_room(room.sid));
  EXPECT_EQ(after.take_over(before), 1u);
  const auto late = after.join("carol", room.sid.text());
  EXPECT_EQ(at(late.greeting, "/code"), 53118);
  EXPECT_THAT(after.server.take_changes(), IsEmpty()) << "it is kept already";
  ASSERT_TRUE(after.server.create_room({.unique_name = "r1", .max_participants = 3})) << "the name is free";
}

TEST_F(restarting, a_state_that_is_none_or_is_there_already_changes_nothing) {
  EXPECT_FALSE(after.server.take_up("{}"));
  const auto state = text_of(before.server.take_changes());
  EXPECT_TRUE(before.server.take_up(state));
  EXPECT_FALSE(before.closed(alice.socket));
  EXPECT_EQ(before.server.inspect_room(room.sid)->identities.size(), 2u);
}

TEST(without_a_keeper, nothing_is_collected) {
  room_fixture fixture;
  ASSERT_TRUE(fixture.server.create_room({.unique_name = "r1", .max_participants = 3}));
  fixture.join("alice", "r1");
  EXPECT_THAT(fixture.server.take_changes(), IsEmpty());
}

}  // namespace
}  // namespace flex_video::rooms
