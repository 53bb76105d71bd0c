#include "testing/group_room.hpp"

#include <gmock/gmock.h>

// Data tracks in a group room.

namespace flex_video::rooms {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

struct forwarding_data : group_room {
  room_client& enter(const std::string& identity) {
    auto& made = join(identity);
    connect_data(made);
    return made;
  }
  /// As the SDK does it: the channel's label is the track's id.
  void publish_data(room_client& by, const std::string& track, std::uint16_t stream,
                    const reliability& how = {}) {
    publish(by, track, "data");
    open_channel(by, stream, track, how);
  }
  static bool is_subscribed(const room_client& to, const std::string& track) {
    return std::ranges::any_of(to.subscribed, [&](const auto& each) { return each.second == track; });
  }

  room_client& alice = enter("alice");
  room_client& bob = enter("bob");
};

TEST_F(forwarding_data, carries_a_track_to_everybody_else) {
  auto& carol = enter("carol");
  publish_data(alice, "chat", 0);
  send_data(alice, 0, 51, "hello");
  send_data(alice, 0, 53, "bytes");
  send_data(alice, 0, 56, "");
  for (const auto* each : {&bob, &carol})
    EXPECT_THAT(data_track(*each, "chat").messages, ElementsAre("51:hello", "53:bytes", "56:"));
  EXPECT_FALSE(is_subscribed(alice, "chat"));
}

TEST_F(forwarding_data, opens_the_subscriber_s_channel_like_the_publisher_s) {
  const reliability lossy{.ordered = false, .max_retransmits = 0}, hasty{.max_packet_life_time = 300};
  publish_data(alice, "whole", 0);
  publish_data(alice, "lossy", 2, lossy);
  publish_data(alice, "hasty", 4, hasty);
  EXPECT_EQ(data_track(bob, "whole").how, reliability{});
  EXPECT_EQ(data_track(bob, "lossy").how, lossy);
  EXPECT_EQ(data_track(bob, "hasty").how, hasty);
}

TEST_F(forwarding_data, takes_channel_and_publication_in_any_order) {
  open_channel(alice, 0, "early");
  EXPECT_FALSE(is_subscribed(bob, "early"));
  send_data(alice, 0, 51, "to nobody");
  publish(alice, "early", "data");
  EXPECT_TRUE(is_subscribed(bob, "early"));
  publish(alice, "late", "data");
  EXPECT_FALSE(is_subscribed(bob, "late")) << "nothing would come";
  open_channel(alice, 2, "late");
  EXPECT_TRUE(is_subscribed(bob, "late"));
  EXPECT_THAT(data_track(bob, "early").messages, IsEmpty());
}

TEST_F(forwarding_data, carries_no_channel_that_is_no_data_track) {
  open_channel(alice, 0, "alice-voice");
  open_channel(alice, 2, "of nobody");
  send_data(alice, 0, 51, "x");
  for (const auto& [label, each] : channels(bob)) EXPECT_THAT(each.messages, IsEmpty()) << label;
}

TEST_F(forwarding_data, comes_to_who_comes_later) {
  publish_data(alice, "chat", 0);
  send_data(alice, 0, 51, "before");
  auto& carol = join("carol");
  EXPECT_FALSE(is_subscribed(carol, "chat")) << "its data channels are not there yet";
  connect_data(carol);
  send_data(alice, 0, 51, "after");
  EXPECT_THAT(data_track(carol, "chat").messages, ElementsAre("51:after"));
}

TEST_F(forwarding_data, closes_the_channel_with_the_track) {
  publish_data(alice, "chat", 0);
  const auto stream = data_track(bob, "chat").stream;
  unpublish(alice, "chat");
  EXPECT_FALSE(is_subscribed(bob, "chat"));
  EXPECT_FALSE(media.transports.at(bob.transport).sent_streams.contains(stream));
  send_data(alice, 0, 51, "to nobody");
  for (const auto& [label, each] : channels(bob)) EXPECT_THAT(each.messages, IsEmpty()) << label;
}

TEST_F(forwarding_data, has_another_track_on_a_stream_that_is_used_again) {
  publish_data(alice, "first", 0);
  unpublish(alice, "first");
  publish_data(alice, "second", 0);
  send_data(alice, 0, 51, "x");
  EXPECT_THAT(data_track(bob, "second").messages, ElementsAre("51:x"));
  EXPECT_FALSE(is_subscribed(bob, "first"));
}

TEST_F(forwarding_data, keeps_two_publishers_apart) {
  auto& carol = enter("carol");
  publish_data(alice, "of alice", 0);
  publish_data(bob, "of bob", 0);
  send_data(alice, 0, 51, "a");
  send_data(bob, 0, 51, "b");
  EXPECT_THAT(data_track(carol, "of alice").messages, ElementsAre("51:a"));
  EXPECT_THAT(data_track(carol, "of bob").messages, ElementsAre("51:b"));
  EXPECT_THAT(data_track(alice, "of bob").messages, ElementsAre("51:b"));
  leave(alice);
  EXPECT_FALSE(is_subscribed(carol, "of alice"));
  send_data(bob, 0, 51, "still");
  EXPECT_THAT(data_track(carol, "of bob").messages, ElementsAre("51:b", "51:still"));
}

TEST_F(forwarding_data, does_not_carry_a_subscriber_s_answer) {
  auto& carol = enter("carol");
  publish_data(alice, "chat", 0);
  send_data(bob, data_track(bob, "chat").stream, 51, "not mine to say");
  EXPECT_THAT(data_track(carol, "chat").messages, IsEmpty());
  for (const auto& [label, each] : channels(alice)) EXPECT_THAT(each.messages, IsEmpty()) << label;
}

TEST_F(forwarding_data, goes_on_over_another_worker) {
  publish_data(alice, "chat", 0);
  media.tell(router_lost{});
  settle();
  EXPECT_FALSE(is_subscribed(bob, "chat"));
  for (const auto* each : {&alice, &bob}) connect_data(*each);
  open_channel(alice, 0, "chat");
  send_data(alice, 0, 51, "again");
  EXPECT_THAT(data_track(bob, "chat").messages, ElementsAre("51:again"));
}

TEST_F(forwarding_data, has_no_more_streams_than_there_are) {
  publish_data(alice, "chat", 0);
  for (int i = 0; i < 600; ++i) {
    unpublish(alice, "chat");
    publish(alice, "chat", "data");
  }
  EXPECT_FALSE(is_subscribed(bob, "chat")) << "the 512 of bob's connection have been used";
  send_data(alice, 0, 51, "to nobody");
  EXPECT_THAT(hears(bob), UnorderedElementsAre("alice-voice", "alice-camera")) << "all else goes on";
}

}  // namespace
}  // namespace flex_video::rooms
