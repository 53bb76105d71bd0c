#include "signalling/signalling_errc.hpp"
#include "testing/group_room.hpp"

#include <gmock/gmock.h>

namespace flex_video::rooms {
namespace {

namespace json = boost::json;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::UnorderedElementsAre;

using forwarding_media = group_room;

TEST_F(forwarding_media, forwards_everybody_to_everybody_over_one_connection_each) {
  auto& alice = join("alice");
  EXPECT_THAT(hears(alice), IsEmpty());
  EXPECT_THAT(media.producers, SizeIs(2));
  auto& bob = join("bob");
  auto& carol = join("carol");
  EXPECT_THAT(media.transports, SizeIs(3));
  for (const auto& [id, transport] : media.transports) EXPECT_TRUE(transport.connected);
  EXPECT_THAT(hears(alice), UnorderedElementsAre("bob-voice", "bob-camera", "carol-voice", "carol-camera"));
  EXPECT_THAT(hears(bob), UnorderedElementsAre("alice-voice", "alice-camera", "carol-voice", "carol-camera"));
  EXPECT_THAT(hears(carol), UnorderedElementsAre("alice-voice", "alice-camera", "bob-voice", "bob-camera"));
  EXPECT_EQ(forwarded(), 12u);
}

TEST_F(forwarding_media, follows_what_is_published) {
  auto& alice = join("alice");
  auto& bob = join("bob");
  unpublish(alice, "alice-camera");
  EXPECT_THAT(hears(bob), UnorderedElementsAre("alice-voice"));
  EXPECT_THAT(media.producers, SizeIs(3));
  const auto sections = bob.browser->sections();
  for (int i = 0; i < 10; ++i) {
    const auto screen = "screen" + std::to_string(i);
    publish(alice, screen, "video");
    EXPECT_THAT(hears(bob), UnorderedElementsAre("alice-voice", screen));
    unpublish(alice, screen);
    EXPECT_THAT(hears(bob), UnorderedElementsAre("alice-voice"));
  }
  EXPECT_EQ(bob.browser->sections(), sections) << "a section that is free is used again";
  EXPECT_EQ(forwarded(), 3u);
}

// A browser takes a transceiver that has not sent yet for its next track, and that may be one of ours.
TEST_F(forwarding_media, takes_what_a_browser_sends_in_a_section_of_ours) {
  auto& alice = join("alice");
  auto& bob = join("bob");
  const auto sections = bob.browser->sections();
  publish(bob, "screen", "video");
  EXPECT_EQ(bob.browser->sections(), sections);
  EXPECT_THAT(hears(alice), UnorderedElementsAre("bob-voice", "bob-camera", "screen"));
  unpublish(alice, "alice-camera");
  EXPECT_THAT(hears(alice), Contains("screen"));
  EXPECT_THAT(hears(bob), ElementsAre("alice-voice"));
  publish(alice, "again", "video");
  EXPECT_THAT(hears(bob), UnorderedElementsAre("alice-voice", "again"));
  unpublish(bob, "screen");
  EXPECT_THAT(hears(alice), UnorderedElementsAre("bob-voice", "bob-camera"));
  EXPECT_THAT(hears(bob), UnorderedElementsAre("alice-voice", "again"));
}

TEST_F(forwarding_media, goes_on_when_somebody_leaves) {
  auto& alice = join("alice");
  auto& bob = join("bob");
  leave(alice);
  EXPECT_THAT(hears(bob), IsEmpty());
  EXPECT_THAT(bob.subscribed, IsEmpty());
  EXPECT_THAT(media.transports, SizeIs(1));
  auto& carol = join("carol");
  EXPECT_THAT(hears(carol), UnorderedElementsAre("bob-voice", "bob-camera"));
  EXPECT_THAT(hears(bob), UnorderedElementsAre("carol-voice", "carol-camera"));
  leave(bob);
  leave(carol);
  EXPECT_EQ(media.routers, 0) << "an empty room holds no router";
}

TEST_F(forwarding_media, moves_to_another_worker_when_its_own_is_gone) {
  auto& alice = join("alice");
  auto& bob = join("bob");
  media.tell(router_lost{});
  EXPECT_EQ(media.routers, 2) << "the lost one may still be telling";
  settle();
  for (auto* each : {&alice, &bob}) {
    EXPECT_THAT(each->closed, ElementsAre(each->identity + "-pc"));
    EXPECT_NE(each->connection, each->identity + "-pc");
  }
  EXPECT_THAT(hears(alice), UnorderedElementsAre("bob-voice", "bob-camera"));
  EXPECT_THAT(hears(bob), UnorderedElementsAre("alice-voice", "alice-camera"));
}

TEST_F(forwarding_media, asks_whose_media_is_lost_for_a_new_connection) {
  auto& alice = join("alice");
  const auto lost = media.transports.begin()->first;
  auto& bob = join("bob");
  media.tell(transport_broken{lost});
  settle();
  EXPECT_THAT(alice.closed, ElementsAre("alice-pc"));
  EXPECT_THAT(bob.closed, IsEmpty());
  EXPECT_THAT(media.transports, SizeIs(2));
  EXPECT_FALSE(media.transports.contains(lost));
  EXPECT_THAT(hears(alice), UnorderedElementsAre("bob-voice", "bob-camera"));
  EXPECT_THAT(hears(bob), UnorderedElementsAre("alice-voice", "alice-camera"));
  media.tell(transport_broken{lost});
  settle();
  EXPECT_THAT(alice.closed, SizeIs(1)) << "what is told of a connection that was replaced says nothing new";
}

TEST_F(forwarding_media, waits_for_a_worker_if_there_is_none_to_move_to) {
  auto& alice = join("alice");
  auto& bob = join("bob");
  media.busy = true;
  media.tell(router_lost{});
  settle();
  EXPECT_THAT(alice.closed, SizeIs(1));
  EXPECT_THAT(hears(alice), Not(Contains("bob-voice")));
  pass(std::chrono::seconds{5});
  media.busy = false;
  pass(std::chrono::seconds{1});
  EXPECT_THAT(hears(alice), UnorderedElementsAre("bob-voice", "bob-camera"));
  EXPECT_THAT(hears(bob), UnorderedElementsAre("alice-voice", "alice-camera"));
}

TEST_F(forwarding_media, is_counted) {
  join("alice");
  join("bob");
  EXPECT_EQ(rooms->server.count().group_rooms, 1U);
  EXPECT_EQ(rooms->server.count().peer_to_peer_rooms, 0U);
  const auto workers = rooms->server.media_workers();
  ASSERT_THAT(workers, SizeIs(1));
  EXPECT_EQ(workers.front().load, (worker_load{.streams = 8, .transports = 2, .routers = 1}));
}

TEST_F(forwarding_media, moves_without_who_is_offline) {
  auto& alice = join("alice");
  auto& bob = join("bob");
  auto& carol = join("carol");
  lose(carol);
  media.tell(router_lost{});
  settle();
  EXPECT_THAT(hears(alice), UnorderedElementsAre("bob-voice", "bob-camera"));
  EXPECT_THAT(hears(bob), UnorderedElementsAre("alice-voice", "alice-camera"));
  resume(carol);
  settle();
  EXPECT_THAT(hears(alice), UnorderedElementsAre("bob-voice", "bob-camera", "carol-voice", "carol-camera"));
}

TEST_F(forwarding_media, refuses_who_can_t_be_carried) {
  media.busy = true;
  EXPECT_THAT(join("alice").errors, ElementsAre(static_cast<int>(signalling_errc::server_busy)));
}

TEST_F(forwarding_media, restarts_ice_on_the_same_connection) {
  auto& alice = join("alice");
  auto& bob = join("bob");
  alice.browser->restart_ice();
  settle();
  EXPECT_THAT(alice.closed, IsEmpty());
  EXPECT_THAT(hears(alice), UnorderedElementsAre("bob-voice", "bob-camera"));
  EXPECT_THAT(hears(bob), UnorderedElementsAre("alice-voice", "alice-camera"));
}

TEST_F(forwarding_media, gives_a_new_connection_to_who_says_nonsense) {
  auto& alice = join("alice");
  auto& bob = join("bob");
  say(alice, {json::object{{"id", alice.connection},
                           {"description", {{"type", "offer"}, {"revision", 1'000}, {"sdp", "nonsense"}}}}});
  settle();
  EXPECT_THAT(alice.closed, ElementsAre("alice-pc"));
  EXPECT_THAT(hears(alice), UnorderedElementsAre("bob-voice", "bob-camera"));
  EXPECT_THAT(hears(bob), UnorderedElementsAre("alice-voice", "alice-camera"));
}

}  // namespace
}  // namespace flex_video::rooms
