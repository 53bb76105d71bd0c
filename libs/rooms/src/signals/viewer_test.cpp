#include "testing/signals_room.hpp"

#include <boost/json/serialize.hpp>
#include <gmock/gmock.h>

// Which videos are switched off, and which layers of them go where.

namespace flex_video::rooms {
namespace {

namespace json = boost::json;
using testing::IsEmpty;
using enum media_channel;

/// Alice has a profile and subscribes to the three others.
struct switch_off_signalling : signals_room {
  void begin(json::object video) {
    alice = &enter("alice", profiled(std::move(video)));
    bob = &enter("bob");
    carol = &enter("carol");
    dave = &enter("dave");
    told(*alice, track_switch_off);
  }
  bool goes(const room_client& from) const { return !consumer(from, *alice)->settings.paused; }
  void prefer(const std::string& track, const json::value& priority) {
    say_on(*alice, media_channel::track_priority,
           {{"type", "track_priority"}, {"track", sid_of(track)}, {"subscribe", priority}});
  }

  room_client *alice{}, *bob{}, *carol{}, *dave{};
};

TEST_F(switch_off_signalling, lets_through_as_many_as_the_profile_takes) {
  begin({{"max_tracks", 2}});
  EXPECT_TRUE(goes(*bob));
  EXPECT_TRUE(goes(*carol));
  EXPECT_FALSE(goes(*dave)) << "the youngest";
  EXPECT_FALSE(consumer(*dave, *alice, media_kind::audio)->settings.paused) << "audio is never off";
  leave(*bob);
  EXPECT_TRUE(goes(*dave));
  EXPECT_EQ(told_switch(*alice), "on dave-camera");
}

TEST_F(switch_off_signalling, says_what_is_off_when_the_client_listens) {
  alice = &join("alice", profiled({{"max_tracks", 1}}));
  enter("bob");
  enter("carol");
  listen(*alice);
  EXPECT_EQ(told_switch(*alice), "off carol-camera");
}

TEST_F(switch_off_signalling, goes_by_the_publisher_s_priority) {
  begin({{"max_tracks", 2}});
  change(*dave, "dave-camera", "priority", "high");
  EXPECT_EQ(told_switch(*alice), "off carol-camera on dave-camera");
  EXPECT_TRUE(goes(*dave));
  EXPECT_FALSE(goes(*carol));
}

TEST_F(switch_off_signalling, goes_by_who_speaks) {
  begin({{"max_tracks", 1}, {"active_speaker_priority", "high"}});
  speak(*carol);
  EXPECT_EQ(told_switch(*alice), "off bob-camera on carol-camera");
  EXPECT_FALSE(goes(*bob));
}

TEST_F(switch_off_signalling, goes_by_the_subscriber_s_priority_above_all) {
  begin({{"max_tracks", 1}, {"active_speaker_priority", "high"}});
  speak(*carol);
  told_switch(*alice);
  prefer("carol-camera", "low");
  EXPECT_EQ(told_switch(*alice), "off carol-camera on bob-camera");
  prefer("carol-camera", nullptr);
  EXPECT_EQ(told_switch(*alice), "off bob-camera on carol-camera");
}

TEST_F(switch_off_signalling, goes_by_the_bandwidth_but_keeps_one) {
  begin({{"max_subscription_bandwidth", 400}});
  EXPECT_TRUE(goes(*bob));
  EXPECT_FALSE(goes(*carol));
  EXPECT_FALSE(goes(*dave));
}

TEST_F(switch_off_signalling, keeps_all_on_when_it_is_disabled) {
  begin({{"max_subscription_bandwidth", 400}, {"track_switch_off", "disabled"}});
  EXPECT_TRUE(goes(*carol) && goes(*dave));
}

TEST_F(switch_off_signalling, takes_no_media_from_others) {
  begin({{"max_tracks", 1}});
  EXPECT_FALSE(consumer(*dave, *bob)->settings.paused);
  EXPECT_THAT(told(*bob, track_switch_off), IsEmpty());
}

TEST_F(switch_off_signalling, stops_what_is_hidden) {
  begin({});
  hint(*alice, "carol-camera", {{"enabled", false}});
  EXPECT_EQ(json::serialize(told(*alice, render_hints).at(0)),
            R"({"type":"render_hints","subscriber":{"id":1,"hints":[{"track":")" + sid_of("carol-camera") +
                R"(","result":"OK"}]}})");
  EXPECT_EQ(told_switch(*alice), "off carol-camera");
  EXPECT_FALSE(goes(*carol));
  hint(*alice, "carol-camera", {{"enabled", true}});
  EXPECT_EQ(told_switch(*alice), "on carol-camera");
  EXPECT_TRUE(goes(*carol));
}

TEST_F(switch_off_signalling, forgets_a_hint_with_the_subscription) {
  begin({});
  hint(*alice, "carol-camera", {{"enabled", false}});
  media.tell(router_lost{});
  settle();
  EXPECT_TRUE(goes(*carol)) << "the SDK forgets it too";
}

TEST_F(switch_off_signalling, remembers_priorities_on_another_worker) {
  begin({{"max_tracks", 1}});
  prefer("dave-camera", "high");
  media.tell(router_lost{});
  settle();
  EXPECT_TRUE(goes(*dave));
  EXPECT_FALSE(goes(*bob));
}

TEST_F(switch_off_signalling, remembers_wishes_about_no_endless_tracks) {
  begin({{"max_tracks", 1}});
  prefer("dave-camera", "high");
  for (unsigned i = 0; i < 2 * limits{}.hints; ++i) {
    auto sid = std::to_string(i);
    sid = "MT" + std::string(32 - sid.size(), '0') + sid;
    say_on(*alice, media_channel::track_priority,
           {{"type", "track_priority"}, {"track", sid}, {"subscribe", "low"}});
  }
  EXPECT_TRUE(goes(*dave)) << "what is published is remembered";
}

json::object shown(int width, int height) {
  return {{"render_dimensions", {{"width", width}, {"height", height}}}};
}

/// Where Alice sends simulcast.
struct layer_choice_signalling : signals_room {
  layer_choice_signalling() {
    unpublish(alice, "alice-camera");
    publish(alice, "wide", "video", 3);
  }
  room_client& alice = enter("alice");
};

TEST_F(layer_choice_signalling, lets_through_what_the_size_needs) {
  auto& bob = enter("bob");
  EXPECT_EQ(consumer(alice, bob)->highest_layer, std::nullopt) << "the highest, without being asked";
  hint(bob, "wide", shown(320, 180));
  EXPECT_EQ(consumer(alice, bob)->highest_layer, 0);
  hint(bob, "wide", shown(640, 360));
  EXPECT_EQ(consumer(alice, bob)->highest_layer, 1);
  hint(bob, "wide", shown(1280, 720));
  EXPECT_EQ(consumer(alice, bob)->highest_layer, 2);
}

}  // namespace
}  // namespace flex_video::rooms
