#include "testing/signals_room.hpp"

#include <gmock/gmock.h>

// The channels themselves, and who speaks in a group room.

namespace flex_video::rooms {
namespace {

namespace json = boost::json;
using testing::IsEmpty;
using testing::SizeIs;
using enum media_channel;

struct media_signalling : signals_room {};

TEST_F(media_signalling, opens_what_the_client_can_talk_about) {
  auto& alice = enter("alice");
  EXPECT_THAT(alice.signalling, SizeIs(6)) << "nobody transcribes";
  const auto opened = channels(alice);
  for (const auto& [name, label] : alice.signalling) {
    ASSERT_TRUE(opened.contains(label)) << name;
    EXPECT_TRUE(opened.at(label).open);
    EXPECT_EQ(opened.at(label).how, reliability{});
    EXPECT_EQ(opened.at(label).stream % 2, 1);
  }
}

TEST_F(media_signalling, hints_at_least_to_who_can_talk_about_nothing) {
  auto& alice = enter("alice", {});
  EXPECT_THAT(alice.signalling, SizeIs(1));
  EXPECT_TRUE(alice.signalling.contains("publisher_hints"));
}

TEST_F(media_signalling, has_new_labels_on_a_new_connection) {
  auto& alice = enter("alice");
  const auto before = alice.signalling;
  media.tell(router_lost{});
  settle();
  EXPECT_EQ(alice.signalling, before) << "the SDK would not listen yet";
  listen(alice);
  for (const auto& [name, label] : alice.signalling) {
    EXPECT_NE(label, before.at(name));
    EXPECT_TRUE(channels(alice).contains(label));
  }
}

TEST_F(media_signalling, goes_on_after_another_server_took_the_room_up) {
  auto& alice = enter("alice", profiled({{"max_tracks", 1}}));
  auto& bob = enter("bob");
  enter("carol");
  for (auto& each : clients) lose(each);
  restart();
  for (auto& each : clients) resume(each);
  for (auto& each : clients) listen(each);
  EXPECT_THAT(alice.signalling, SizeIs(6));
  told(alice, track_switch_off);
  speak(bob);
  EXPECT_EQ(told_speaker(alice), json::string{bob.sid});
  EXPECT_EQ(std::ranges::count_if(media.consumers,
                                  [&](const auto& each) {
                                    return each.second.over == alice.transport && each.second.settings.paused;
                                  }),
            1)
      << "the profile was kept";
}

TEST_F(media_signalling, passes_over_nonsense) {
  auto& alice = enter("alice");
  auto& bob = enter("bob");
  for (const auto* text : {"", "{", "[]", R"({"type":7})", R"({"type":"render_hints"})",
                           R"({"type":"track_priority","track":"MT","subscribe":"high"})"}) {
    for (const auto on : {active_speaker, render_hints, rooms::media_channel::track_priority})
      say_text_on(bob, on, text);
  }
  send_data(bob, 99, 51, R"({"type":"ready"})");
  say_text_on(bob, render_hints, std::string(limits{}.media_message_bytes + 1, ' '));
  EXPECT_THAT(told(bob, render_hints), IsEmpty());
  EXPECT_EQ(forwarded(), 4u);
  speak(alice);
  EXPECT_EQ(told_speaker(bob), json::string{alice.sid});
}

struct active_speaker_signalling : signals_room {
  active_speaker_signalling() {
    for (const auto* each : {&alice, &bob}) told(*each, active_speaker);
  }
  room_client& alice = enter("alice");
  room_client& bob = enter("bob");
};

TEST_F(active_speaker_signalling, tells_everybody_of_a_change_once) {
  speak(alice);
  for (const auto* each : {&alice, &bob}) EXPECT_EQ(told_speaker(*each), json::string{alice.sid});
  speak(alice);
  EXPECT_THAT(told(bob, active_speaker), IsEmpty());
  speak(bob);
  EXPECT_EQ(told_speaker(alice), json::string{bob.sid});
}

TEST_F(active_speaker_signalling, tells_who_comes_later_when_it_listens) {
  speak(alice);
  auto& carol = join("carol", talkative());
  connect_data(carol);
  EXPECT_THAT(told(carol, active_speaker), IsEmpty()) << "it would be lost";
  say_on(carol, active_speaker, {{"type", "ready"}});
  EXPECT_EQ(told_speaker(carol), json::string{alice.sid});
}

TEST_F(active_speaker_signalling, has_no_muted_candidates) {
  const auto voice = producer(alice, media_kind::audio).value();
  EXPECT_TRUE(media.producers.at(voice).may_speak);
  speak(alice);
  told_speaker(bob);
  change(alice, "alice-voice", "enabled", false);
  EXPECT_FALSE(media.producers.at(voice).may_speak);
  EXPECT_EQ(told_speaker(bob), json::value{});
  speak(alice);
  EXPECT_THAT(told(bob, active_speaker), IsEmpty()) << "heard before it was muted";
  change(alice, "alice-voice", "enabled", true);
  EXPECT_TRUE(media.producers.at(voice).may_speak);
  speak(alice);
  EXPECT_EQ(told_speaker(bob), json::string{alice.sid});
}

TEST_F(active_speaker_signalling, never_tells_of_who_is_not_for_everybody_to_hear) {
  const auto hear = [&](std::vector<core::audience> audiences) {
    EXPECT_TRUE(rooms->server.set_audiences(room.sid, audiences));
    settle();
  };
  speak(alice);
  told_speaker(bob);
  hear({{.publisher = "alice", .receivers = {"carol"}}});
  EXPECT_EQ(told_speaker(bob), json::value{});
  EXPECT_FALSE(media.producers.at(producer(alice, media_kind::audio).value()).may_speak);
  speak(alice);
  EXPECT_THAT(told(bob, active_speaker), IsEmpty());
  hear({});
  speak(alice);
  EXPECT_EQ(told_speaker(bob), json::string{alice.sid});
}

TEST_F(active_speaker_signalling, never_listens_to_who_comes_muted) {
  unpublish(alice, "alice-voice");
  alice.tracks.push_back(track("quiet", "quiet", "audio", false));
  alice.browser->publish(media_kind::audio, "quiet");
  change(alice, "quiet", "enabled", false);
  EXPECT_FALSE(media.producers.at(producer(alice, media_kind::audio).value()).may_speak);
}

TEST_F(active_speaker_signalling, is_nobody_when_the_speaker_stops) {
  speak(alice);
  told_speaker(bob);
  unpublish(alice, "alice-voice");
  EXPECT_EQ(told_speaker(bob), json::value{});
  publish(alice, "again", "audio");
  speak(alice);
  EXPECT_EQ(told_speaker(bob), json::string{alice.sid});
  leave(alice);
  EXPECT_EQ(told_speaker(bob), json::value{});
}

TEST_F(active_speaker_signalling, begins_anew_on_another_worker) {
  speak(alice);
  media.tell(router_lost{});
  settle();
  for (const auto* each : {&alice, &bob}) listen(*each);
  EXPECT_EQ(told_speaker(bob), json::value{});
  speak(bob);
  EXPECT_EQ(told_speaker(alice), json::string{bob.sid});
}

}  // namespace
}  // namespace flex_video::rooms
