#include "testing/room_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

namespace json = boost::json;
using testing::IsEmpty;

struct media : testing::Test, room_fixture {
  core::room room = server.create_room({.unique_name = "r1", .max_participants = 0}).value();
  guest bob = join("bob", "r1");
  guest alice = join("alice", "r1");
  media() { take(bob.socket); }

  std::int64_t revision_of_bob() {
    return at(take(alice.socket).at(0), "/participants/0/revision").as_int64();
  }
};

TEST_F(media, a_published_track_reaches_publisher_and_subscribers) {
  publish(bob, {track("bob-track", "bob-track"), track("s1", "screen")});
  const auto own = take(bob.socket), others = take(alice.socket);
  ASSERT_EQ(own.size(), 1u);
  EXPECT_EQ(at(own[0], "/published/tracks/1/state"), "ready");
  EXPECT_GT(at(own[0], "/published/revision").as_int64(), at(bob.greeting, "/published/revision").as_int64());
  ASSERT_EQ(others.size(), 1u);
  EXPECT_EQ(at(others[0], "/participants/0/tracks/1/name"), "screen");
  EXPECT_EQ(at(others[0], "/subscribed/tracks/1/id"), "s1");
  EXPECT_EQ(at(others[0], "/subscribed/tracks/1/sid"), at(own[0], "/published/tracks/1/sid"));
}

TEST_F(media, an_unpublished_track_is_in_no_list) {
  publish(bob, {});
  const auto heard = take(alice.socket);
  ASSERT_EQ(heard.size(), 1u);
  EXPECT_EQ(at(heard[0], "/participants/0/tracks"), json::array{});
  EXPECT_EQ(at(heard[0], "/subscribed/tracks"), json::array{});
}

TEST_F(media, a_mute_changes_the_participant_and_nothing_else) {
  publish(bob, {track("bob-track", "bob-track", "video", false)});
  const auto heard = take(alice.socket);
  ASSERT_EQ(heard.size(), 1u);
  EXPECT_EQ(at(heard[0], "/participants/0/tracks/0/enabled"), false);
  EXPECT_TRUE(at(heard[0], "/subscribed").is_null());
  EXPECT_THAT(take(bob.socket), IsEmpty());
}

TEST_F(media, each_change_raises_the_revision) {
  publish(bob, {track("bob-track", "bob-track", "video", false)});
  const auto muted = revision_of_bob();
  publish(bob, {track("bob-track", "bob-track")});
  EXPECT_GT(revision_of_bob(), muted);
}

TEST_F(media, an_older_revision_of_the_tracks_changes_nothing) {
  publish(bob, {track("bob-track", "bob-track", "video", false)});
  take(alice.socket);
  bob.revision -= 1;
  publish(bob, {track("bob-track", "bob-track")});
  EXPECT_THAT(take(alice.socket), IsEmpty());
}

TEST_F(media, a_priority_is_passed_on) {
  auto urgent = track("bob-track", "bob-track");
  urgent["priority"] = "high";
  publish(bob, {urgent});
  EXPECT_EQ(at(take(alice.socket).at(0), "/participants/0/tracks/0/priority"), "high");
}

TEST_F(media, failed_tracks_are_told_to_their_publisher_alone) {
  publish(bob, {track("bob-track", "bob-track"), track("x", "bob-track"), track("y", std::string(129, 'y'))});
  const auto own = take(bob.socket);
  ASSERT_EQ(own.size(), 1u);
  EXPECT_EQ(at(own[0], "/published/tracks/1/state"), "failed");
  EXPECT_EQ(at(own[0], "/published/tracks/1/error/code"), 53304);
  EXPECT_EQ(at(own[0], "/published/tracks/2/error/code"), 53302);
  EXPECT_THAT(take(alice.socket), IsEmpty());
}

TEST_F(media, a_track_that_fails_at_the_connect_does_not_keep_its_publisher_out) {
  const auto socket = open();
  send(socket,
       connect_body(token("carol"), "r1", {track("a", "same"), track("b", "same")}, offer("carol-pc", 1)));
  const auto greeting = take(socket).at(0);
  EXPECT_EQ(at(greeting, "/type"), "connected");
  EXPECT_EQ(at(greeting, "/published/tracks/1/error/code"), 53304);
}

TEST_F(media, relays_answer_and_offer_in_the_order_they_came) {
  say(alice, answer(bob.connection, 1));
  say(alice, offer(bob.connection, 2));
  const auto heard = take(bob.socket);
  ASSERT_EQ(heard.size(), 2u);
  EXPECT_EQ(at(heard[0], "/peer_connections"), json::array{answer(bob.connection, 1)});
  EXPECT_EQ(at(heard[1], "/peer_connections"), json::array{offer(bob.connection, 2)});
}

TEST_F(media, of_two_offers_at_once_only_the_first_is_relayed) {
  say(alice, answer(bob.connection, 1));
  take(bob.socket);
  say(alice, offer(bob.connection, 2));
  say(bob, offer(bob.connection, 2));
  EXPECT_EQ(take(bob.socket).size(), 1u);
  EXPECT_THAT(take(alice.socket), IsEmpty());
  say(bob, answer(bob.connection, 2));
  say(bob, offer(bob.connection, 3));
  EXPECT_EQ(take(alice.socket).size(), 2u);
}

TEST_F(media, a_stale_offer_goes_nowhere) {
  say(alice, answer(bob.connection, 1));
  say(bob, offer(bob.connection, 1));
  EXPECT_THAT(take(alice.socket), IsEmpty());
}

TEST_F(media, candidates_are_relayed_once_and_never_shrink) {
  say(bob, candidates(bob.connection, 1, {"a", "b"}));
  EXPECT_EQ(at(take(alice.socket).at(0), "/peer_connections"),
            json::array{candidates(bob.connection, 1, {"a", "b"})});
  say(bob, candidates(bob.connection, 1, {"a", "b"}));
  EXPECT_THAT(take(alice.socket), IsEmpty());
  say(bob, candidates(bob.connection, 2, {"c"}, true));
  EXPECT_EQ(at(take(alice.socket).at(0), "/peer_connections"),
            json::array{candidates(bob.connection, 2, {"a", "b", "c"}, true)});
}

TEST_F(media, candidates_of_a_burst_are_relayed_once_at_its_end) {
  say(bob, candidates(bob.connection, 1, {"a"}), arrival::in_burst);
  say(bob, candidates(bob.connection, 2, {"a", "b"}), arrival::in_burst);
  say(bob, candidates(bob.connection, 3, {"a", "b", "c"}, true), arrival::in_burst);
  EXPECT_THAT(take(alice.socket), IsEmpty());
  end_burst(bob);
  const auto heard = take(alice.socket);
  ASSERT_EQ(heard.size(), 1u);
  EXPECT_EQ(at(heard[0], "/peer_connections"),
            json::array{candidates(bob.connection, 3, {"a", "b", "c"}, true)});
  end_burst(bob);
  EXPECT_THAT(take(alice.socket), IsEmpty());
}

TEST_F(media, candidates_of_two_ufrags_in_a_burst_are_relayed_both) {
  auto restarted = candidates(bob.connection, 1, {"b"});
  restarted["ice"].as_object()["ufrag"] = "other";
  say(bob, candidates(bob.connection, 1, {"a"}), arrival::in_burst);
  say(bob, restarted, arrival::in_burst);
  end_burst(bob);
  EXPECT_EQ(at(take(alice.socket).at(0), "/peer_connections"),
            (json::array{candidates(bob.connection, 1, {"a"}), restarted}));
}

TEST_F(media, a_description_in_a_burst_waits_for_nothing) {
  say(bob, candidates(bob.connection, 1, {"a"}), arrival::in_burst);
  say(alice, answer(bob.connection, 1), arrival::in_burst);
  EXPECT_EQ(at(take(alice.socket).at(0), "/peer_connections/0/ice/revision"), 1) << "it is sent what waits";
  EXPECT_EQ(take(bob.socket).size(), 1u);
  say(bob, candidates(bob.connection, 2, {"a", "b"}), arrival::in_burst);
  say(bob, offer(bob.connection, 2), arrival::in_burst);
  EXPECT_EQ(at(take(alice.socket).at(0), "/peer_connections"),
            (json::array{candidates(bob.connection, 2, {"a", "b"}), offer(bob.connection, 2)}));
  end_burst(bob);
  EXPECT_THAT(take(alice.socket), IsEmpty());
}

TEST_F(media, whoever_leaves_in_a_burst_leaves_nothing_unsent) {
  say(bob, candidates(bob.connection, 1, {"a"}), arrival::in_burst);
  hang_up(bob.socket, 1001);
  const auto heard = take(alice.socket);
  ASSERT_EQ(heard.size(), 1u);
  EXPECT_EQ(at(heard[0], "/peer_connections/0/ice/revision"), 1);
  EXPECT_EQ(at(heard[0], "/participants/0/state"), "disconnected");
  end_burst(bob);
  EXPECT_THAT(take(alice.socket), IsEmpty());
}

TEST_F(media, what_is_said_of_an_unknown_connection_is_ignored) {
  say(bob, offer("nowhere", 1));
  say(alice, candidates(alice.connection, 1, {"a"}));
  EXPECT_THAT(take(alice.socket), IsEmpty());
  EXPECT_THAT(take(bob.socket), IsEmpty());
  EXPECT_FALSE(closed(bob.socket));
}

TEST_F(media, nobody_speaks_of_a_connection_of_two_others) {
  const auto carol = join("carol", "r1");
  take(alice.socket);
  say(carol, answer(bob.connection, 1));
  say(carol, {{"id", bob.connection}, {"description", {{"type", "close"}, {"revision", 9}}}});
  EXPECT_THAT(take(alice.socket), IsEmpty());
}

TEST_F(media, a_connection_that_its_client_closed_is_replaced) {
  say(alice, answer(bob.connection, 1));
  take(bob.socket);
  say(bob, {{"id", bob.connection}, {"description", {{"type", "close"}, {"revision", 2}}}});
  EXPECT_EQ(at(take(alice.socket).at(0), "/peer_connections/0/description/type"), "close");
  const auto asked = take(bob.socket);
  ASSERT_EQ(asked.size(), 1u);
  EXPECT_EQ(at(asked[0], "/peer_connections/0/description/type"), "create-offer");
  EXPECT_NE(at(asked[0], "/peer_connections/0/id"), json::string{bob.connection});
}

TEST_F(media, a_deadlocked_connection_is_replaced_at_both_ends) {
  say(alice, offer(bob.connection, 2));  // its answer got lost
  const auto to_alice = take(alice.socket), to_bob = take(bob.socket);
  ASSERT_TRUE(to_alice.size() == 1 && to_bob.size() == 1);
  EXPECT_EQ(at(to_alice[0], "/peer_connections/0/description/type"), "close");
  EXPECT_EQ(at(to_alice[0], "/peer_connections/1/description/type"), "create-offer");
  EXPECT_EQ(at(to_bob[0], "/peer_connections/0/description/type"), "close");
}

}  // namespace
}  // namespace flex_video::rooms
