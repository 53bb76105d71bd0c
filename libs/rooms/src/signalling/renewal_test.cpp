#include "testing/room_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

/// As a browser writes it that sends one track, or none.
std::string sending(std::string_view id) {
  std::string sdp = "v=0\r\nm=video 9 x\r\na=mid:0\r\n";
  if (id.empty()) return sdp + "a=recvonly\r\n";
  return sdp + "a=sendrecv\r\na=msid:- " + std::string{id} + "\r\n";
}

json::object described(json::object connection, std::string_view sdp) {
  connection["description"].as_object()["sdp"] = sdp;
  return connection;
}

/// Two who have negotiated, but for what alice is to send.
struct renewal : testing::Test, room_fixture {
  core::room room = server.create_room({.unique_name = "r1", .max_participants = 0}).value();
  guest bob = join("bob", "r1");
  guest alice = join("alice", "r1");

  void negotiate(std::string_view of_alice) {
    say(alice, described(answer(bob.connection, 1), sending("")));
    say(alice, described(offer(bob.connection, 2), sending(of_alice)));
    say(bob, described(answer(bob.connection, 2), sending("bob-track")));
    quiet();
  }
  void quiet() {
    take(alice.socket);
    take(bob.socket);
  }
  /// Whether both were told to start anew; neither has anything more to hear then.
  bool renewed() {
    const auto to_alice = take(alice.socket), to_bob = take(bob.socket);
    EXPECT_EQ(to_alice.size(), to_bob.size());
    if (to_alice.empty()) return false;
    EXPECT_EQ(at(to_alice[0], "/peer_connections/0/description/type"), "close");
    EXPECT_EQ(at(to_bob[0], "/peer_connections/0/description/type"), "close");
    const json::value ask("create-offer");
    EXPECT_NE(at(to_alice[0], "/peer_connections/1/description/type") == ask,
              at(to_bob[0], "/peer_connections/1/description/type") == ask);
    return true;
  }
};

TEST_F(renewal, comes_when_a_published_track_was_left_out_for_long) {
  negotiate("");
  pass(14'900ms);
  EXPECT_FALSE(renewed());
  pass(200ms);
  EXPECT_TRUE(renewed());
}

TEST_F(renewal, comes_when_an_offer_stays_unanswered) {
  quiet();
  pass(15'100ms);
  EXPECT_TRUE(renewed());
}

TEST_F(renewal, comes_at_once_when_no_browser_takes_the_offer) {
  negotiate("alice-track");
  say(alice, described(offer(bob.connection, 3),
                       sending("alice-track") + "m=video 9 x\r\na=mid:1\r\na=msid:- alice-track\r\n"));
  EXPECT_TRUE(renewed());
}

TEST_F(renewal, comes_at_once_when_a_section_goes_on_with_another_track) {
  negotiate("alice-track");
  say(alice, described(offer(bob.connection, 3), sending("another")));
  EXPECT_TRUE(renewed());
}

// The SDK gives a track the media of its next connection only if it was unsubscribed from between the two.
TEST_F(renewal, unsubscribes_from_the_old_media_until_the_new_is_described) {
  negotiate("");
  pass(15'100ms);
  const auto to_alice = take(alice.socket).at(0), to_bob = take(bob.socket).at(0);
  EXPECT_EQ(at(to_alice, "/subscribed/tracks"), json::array{});
  EXPECT_EQ(at(to_bob, "/subscribed/tracks"), json::array{});
  const bool alice_is_asked = at(to_alice, "/peer_connections/1/description/type") == "create-offer";
  const auto id = text_at(alice_is_asked ? to_alice : to_bob, "/peer_connections/1/id");
  auto& asked = alice_is_asked ? alice : bob;
  auto& other = alice_is_asked ? bob : alice;
  const json::value of_asked(alice_is_asked ? "alice-track" : "bob-track");
  const json::value of_other(alice_is_asked ? "bob-track" : "alice-track");
  say(asked, offer(id, 2));
  const auto offered = take(other.socket).at(0);
  EXPECT_EQ(at(offered, "/subscribed/tracks/0/id"), of_asked);
  EXPECT_EQ(at(offered, "/peer_connections/0/description/type"), "offer");
  EXPECT_GT(at(offered, "/subscribed/revision").as_int64(),
            at(alice_is_asked ? to_bob : to_alice, "/subscribed/revision").as_int64());
  say(other, answer(id, 2));
  EXPECT_EQ(at(take(asked.socket).at(0), "/subscribed/tracks/0/id"), of_other);
}

TEST_F(renewal, does_not_come_when_each_sends_what_it_publishes) {
  negotiate("alice-track");
  pass(60s);
  EXPECT_FALSE(renewed());
}

TEST_F(renewal, does_not_come_for_a_data_track) {
  auto channel = track("alice-data", "data", "data");
  negotiate("alice-track");
  publish(alice, {track("alice-track", "alice-track"), channel});
  quiet();
  pass(60s);
  EXPECT_FALSE(renewed());
}

TEST_F(renewal, waits_anew_with_every_description) {
  negotiate("");
  pass(9s);
  say(bob, described(offer(bob.connection, 3), sending("bob-track")));
  pass(9s);
  say(alice, described(answer(bob.connection, 3), sending("")));
  quiet();
  pass(9s);
  EXPECT_FALSE(renewed());
  pass(9s);
  EXPECT_TRUE(renewed());
}

TEST_F(renewal, comes_once_for_what_is_published) {
  negotiate("");
  pass(16s);
  EXPECT_TRUE(renewed());
  pass(60s);
  EXPECT_FALSE(renewed());
  publish(bob, {track("bob-track", "bob-track"), track("more", "more")});
  quiet();
  pass(16s);
  EXPECT_TRUE(renewed());
}

}  // namespace
}  // namespace flex_video::rooms
