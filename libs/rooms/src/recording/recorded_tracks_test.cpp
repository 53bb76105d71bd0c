#include "recording/recorded_tracks.hpp"

#include <gmock/gmock.h>

#include <string>

namespace flex_video::rooms {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

twilio::participant_sid participant(char digit) {
  return *twilio::participant_sid::parse("PA" + std::string(32, digit));
}
publication track(char digit, track_kind kind, std::string name) {
  return {.id = name,
          .sid = *twilio::track_sid::parse("MT" + std::string(32, digit)),
          .kind = kind,
          .name = std::move(name),
          .enabled = true,
          .priority = track_priority::standard};
}

const auto agent = participant('1'), customer = participant('2'), guest = participant('3');
const auto agents_voice = track('1', track_kind::audio, "agent's voice");
const auto voice = track('2', track_kind::audio, "voice");
const auto camera = track('3', track_kind::video, "camera");
const auto drawing = track('4', track_kind::data, "drawing");
const auto guests_voice = track('5', track_kind::audio, "guest's voice");
const std::vector<track_rule> all{{.include = true}};

/// An agent and a customer in a room that is to be recorded.
struct deciding_what_is_recorded : testing::Test {
  recorded_tracks tracks;

  deciding_what_is_recorded() {
    tracks.set_rules(all);
    tracks.enter(agent, "agent");
    tracks.enter(customer, "customer");
  }

  /// In words, with the track's name or, where it ends, SID.
  std::vector<std::string> actions() {
    std::vector<std::string> said;
    const auto name = [](const twilio::track_sid& sid) {
      for (const auto& each : {agents_voice, voice, camera, guests_voice})
        if (each.sid == sid) return each.name;
      return sid.str();
    };
    for (const auto& each : tracks.take_actions()) {
      if (const auto* start = std::get_if<start_recording>(&each))
        said.push_back("start " + start->track.name);
      if (const auto* stop = std::get_if<stop_recording>(&each)) said.push_back("stop " + name(stop->track));
      if (const auto* pause = std::get_if<pause_recording>(&each))
        said.push_back("pause " + name(pause->track));
      if (const auto* go = std::get_if<resume_recording>(&each)) said.push_back("resume " + name(go->track));
    }
    return said;
  }
  /// All is recorded.
  void begin() {
    tracks.publish(agent, {agents_voice});
    tracks.publish(customer, {voice, camera});
    ASSERT_THAT(actions(), UnorderedElementsAre("start agent's voice", "start voice", "start camera"));
  }
};

TEST_F(deciding_what_is_recorded, begins_with_the_first_track_and_goes_on_with_who_comes_later) {
  EXPECT_FALSE(tracks.active()) << "nothing is published";
  begin();
  EXPECT_TRUE(tracks.active());
  tracks.enter(guest, "guest");
  tracks.publish(guest, {guests_voice});
  EXPECT_THAT(actions(), ElementsAre("start guest's voice"));
}

TEST_F(deciding_what_is_recorded, says_whose_track_it_is) {
  tracks.publish(customer, {voice});
  const auto actions = tracks.take_actions();
  ASSERT_EQ(actions.size(), 1u);
  const auto& started = std::get<start_recording>(actions[0]);
  EXPECT_EQ(started.track.sid, voice.sid);
  EXPECT_EQ(started.publisher, customer);
  EXPECT_EQ(started.identity, "customer");
}

TEST_F(deciding_what_is_recorded, follows_the_rules) {
  begin();
  tracks.set_rules({{.include = true}, {.include = false, .kind = track_kind::video}});
  EXPECT_THAT(actions(), ElementsAre("stop camera"));
  tracks.set_rules({{.include = true, .publisher = "customer"}});
  EXPECT_THAT(actions(), UnorderedElementsAre("stop agent's voice", "start camera"));
  tracks.set_rules({{.include = true, .track = camera.sid.str()}});
  EXPECT_THAT(actions(), ElementsAre("stop voice"));
}

TEST_F(deciding_what_is_recorded, follows_what_is_published) {
  begin();
  tracks.publish(customer, {voice});
  EXPECT_THAT(actions(), ElementsAre("stop camera"));
  tracks.leave(agent);
  EXPECT_THAT(actions(), ElementsAre("stop agent's voice"));
  EXPECT_TRUE(tracks.active());
  tracks.publish(customer, {});
  EXPECT_THAT(actions(), ElementsAre("stop voice"));
  EXPECT_FALSE(tracks.active());
}

TEST_F(deciding_what_is_recorded, leaves_data_alone) {
  tracks.publish(customer, {drawing});
  EXPECT_THAT(actions(), IsEmpty());
  EXPECT_FALSE(tracks.active());
}

TEST_F(deciding_what_is_recorded, pauses_and_goes_on_with_the_same_recordings) {
  begin();
  tracks.pause();
  tracks.pause();
  EXPECT_THAT(actions(), UnorderedElementsAre("pause agent's voice", "pause voice", "pause camera"));
  EXPECT_FALSE(tracks.active());
  tracks.resume();
  tracks.resume();
  EXPECT_THAT(actions(), UnorderedElementsAre("resume agent's voice", "resume voice", "resume camera"));
  EXPECT_TRUE(tracks.active());
}

TEST_F(deciding_what_is_recorded, begins_and_ends_nothing_wrongly_in_a_pause) {
  begin();
  tracks.pause();
  actions();
  tracks.publish(customer, {voice});
  EXPECT_THAT(actions(), ElementsAre("stop camera"));
  tracks.enter(guest, "guest");
  tracks.publish(guest, {guests_voice});
  EXPECT_THAT(actions(), IsEmpty());
  tracks.resume();
  EXPECT_THAT(actions(), UnorderedElementsAre("resume agent's voice", "resume voice", "start guest's voice"));
}

TEST_F(deciding_what_is_recorded, ignores_who_is_not_inside) {
  tracks.publish(guest, {guests_voice});
  tracks.leave(guest);
  EXPECT_THAT(actions(), IsEmpty());
}

}  // namespace
}  // namespace flex_video::rooms
