#include "flex_video/core/recording.hpp"

#include "samples.hpp"

#include "flex_video/core/errc.hpp"

#include <gtest/gtest.h>

namespace flex_video::core {
namespace {

using enum recording_state;

class recording_rules : public testing::Test {
 protected:
  base::result<std::optional<change>> ask(recording_state wanted) {
    auto asked = set_recording(session_, wanted, policy_, samples::noon, random_);
    if (asked && *asked) session_ = *(*asked)->session;
    return asked;
  }

  session session_ = samples::session();
  policy policy_{.recording_allowed = true};
  base::counting_random random_;
};

TEST_F(recording_rules, start_pause_and_stop_with_an_event_each) {
  const std::pair<recording_state, event_kind> steps[] = {{on, event_kind::recording_started},
                                                          {paused, event_kind::recording_paused},
                                                          {on, event_kind::recording_started},
                                                          {off, event_kind::recording_stopped}};
  for (const auto& [wanted, kind] : steps) {
    const auto change = ask(wanted);
    ASSERT_TRUE(change && *change);
    EXPECT_EQ(session_.recording, wanted);
    EXPECT_EQ((*change)->events.at(0).kind, kind);
  }
}

TEST_F(recording_rules, change_nothing_when_it_is_so_already) {
  EXPECT_FALSE(ask(off).value());
  EXPECT_FALSE(ask(paused).value()) << "there is nothing to pause";
  ask(on);
  EXPECT_FALSE(ask(on).value());
}

TEST_F(recording_rules, hold_against_a_policy_without_recording) {
  session_.recording = on;
  policy_.recording_allowed = false;
  EXPECT_EQ(ask(paused).error().code, errc::recording_not_allowed);
  EXPECT_EQ(ask(on).error().code, errc::recording_not_allowed);
  EXPECT_TRUE(ask(off).value()) << "but stopping is always right";
}

TEST_F(recording_rules, end_with_the_session) {
  session_.state = session_state::ended;
  EXPECT_EQ(ask(on).error().code, errc::session_ended);
}

}  // namespace
}  // namespace flex_video::core
