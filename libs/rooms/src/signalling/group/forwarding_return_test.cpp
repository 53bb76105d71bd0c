#include "testing/group_room.hpp"

#include <gmock/gmock.h>

// Clients of a group room that lose their socket, their server or both, and come back.

namespace flex_video::rooms {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

struct forwarding_return : group_room {
  void expect_all_hear_all() {
    EXPECT_THAT(hears(alice), UnorderedElementsAre("bob-voice", "bob-camera"));
    EXPECT_THAT(hears(bob), UnorderedElementsAre("alice-voice", "alice-camera"));
  }

  room_client& alice = join("alice");
  room_client& bob = join("bob");
};

TEST_F(forwarding_return, keeps_the_connection) {
  const auto connection = bob.connection;
  lose(bob);
  expect_all_hear_all();
  resume(bob);
  EXPECT_EQ(bob.connection, connection);
  EXPECT_THAT(bob.closed, IsEmpty());
  expect_all_hear_all();
  EXPECT_EQ(forwarded(), 4u);
}

TEST_F(forwarding_return, learns_what_was_published_meanwhile) {
  lose(bob);
  publish(alice, "screen", "video");
  unpublish(alice, "alice-camera");
  resume(bob);
  EXPECT_THAT(bob.closed, IsEmpty());
  EXPECT_THAT(hears(bob), UnorderedElementsAre("alice-voice", "screen"));
}

TEST_F(forwarding_return, brings_what_it_published_meanwhile) {
  lose(bob);
  bob.publish("screen", "video");
  ++bob.revision;
  settle();  // its offer finds no socket
  resume(bob);
  EXPECT_THAT(hears(alice), UnorderedElementsAre("bob-voice", "bob-camera", "screen"));
}

TEST_F(forwarding_return, gets_another_connection_if_the_worker_was_lost_meanwhile) {
  lose(bob);
  media.tell(router_lost{});
  settle();
  EXPECT_THAT(hears(alice), IsEmpty());
  resume(bob);
  EXPECT_NE(bob.connection, "bob-pc");
  expect_all_hear_all();
}

TEST_F(forwarding_return, gets_another_connection_if_its_own_is_not_known) {
  lose(bob);
  bob.said["id"] = "of another room";
  resume(bob);
  EXPECT_THAT(bob.closed, ElementsAre("bob-pc"));
  expect_all_hear_all();
}

TEST_F(forwarding_return, leaves_no_transport_behind_if_it_does_not_come) {
  lose(bob);
  pass(timings{}.session_timeout - milliseconds{1});
  EXPECT_THAT(media.transports, testing::SizeIs(2)) << "its media may well go on";
  pass(milliseconds{1});
  EXPECT_THAT(media.transports, testing::SizeIs(1));
  EXPECT_THAT(hears(alice), IsEmpty());
}

TEST_F(forwarding_return, another_server_asks_everybody_for_another_connection) {
  const auto sid = sid_of("bob-camera");
  restart();
  EXPECT_EQ(media.routers, 0);
  resume(alice);
  EXPECT_NE(alice.connection, "alice-pc");
  EXPECT_THAT(hears(alice), IsEmpty()) << "who is not back yet sends nothing";
  resume(bob);
  expect_all_hear_all();
  EXPECT_EQ(sid_of("bob-camera"), sid) << "a track's SID goes on";
}

TEST_F(forwarding_return, another_server_goes_on_without_who_does_not_come) {
  restart();
  resume(alice);
  pass(timings{}.session_timeout);
  auto& carol = join("carol");
  EXPECT_THAT(hears(alice), UnorderedElementsAre("carol-voice", "carol-camera"));
  EXPECT_THAT(hears(carol), UnorderedElementsAre("alice-voice", "alice-camera"));
}

TEST_F(forwarding_return, another_server_without_a_worker_asks_when_it_has_one) {
  restart();
  media.busy = true;
  resume(alice);
  resume(bob);
  EXPECT_THAT(hears(alice), IsEmpty());
  media.busy = false;
  pass(seconds{1});
  expect_all_hear_all();
}

}  // namespace
}  // namespace flex_video::rooms
