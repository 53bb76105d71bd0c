#include "flex_video/core/recording.hpp"

#include "samples.hpp"

#include "flex_video/core/errc.hpp"
#include "flex_video/core/identity.hpp"
#include "flex_video/core/spelling.hpp"

#include <gtest/gtest.h>

namespace flex_video::core {
namespace {

using enum recording_state;

class recording_rules : public testing::Test {
 protected:
  base::result<std::optional<change>> ask(recording_state wanted) {
    auto asked = set_recording(record_, wanted, policy_, samples::noon, random_);
    if (asked && *asked) apply(record_, **asked);
    return asked;
  }

  session_record record_ = samples::record();
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
    EXPECT_EQ(record_.session.recording, wanted);
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
  record_.session.recording = on;
  policy_.recording_allowed = false;
  EXPECT_EQ(ask(paused).error().code, errc::recording_not_allowed);
  EXPECT_EQ(ask(on).error().code, errc::recording_not_allowed);
  EXPECT_TRUE(ask(off).value()) << "but stopping is always right";
}

TEST_F(recording_rules, end_with_the_session) {
  record_.session.state = session_state::ended;
  EXPECT_EQ(ask(on).error().code, errc::session_ended);
}

TEST_F(recording_rules, wait_until_every_guest_with_a_place_has_agreed) {
  record_.visits = {samples::visit(1, visit_state::in_room), samples::visit(2, visit_state::admitted)};
  EXPECT_EQ(ask(on).error().code, errc::consent_missing);
  record_.visits[0].consent = "1";
  EXPECT_EQ(ask(on).error().code, errc::consent_missing) << "who was let in may be there at any moment";
  record_.visits[1].consent = "2";
  EXPECT_TRUE(ask(on).value());
}

TEST_F(recording_rules, hold_again_when_it_goes_on_after_a_pause) {
  record_.session.recording = paused;
  record_.visits = {samples::visit(1, visit_state::away)};
  EXPECT_EQ(ask(on).error().code, errc::consent_missing);
}

TEST_F(recording_rules, do_not_ask_who_has_no_place) {
  for (const auto state :
       {visit_state::waiting, visit_state::left, visit_state::removed, visit_state::denied}) {
    record_.session.recording = off;
    record_.visits = {samples::visit(1, state)};
    EXPECT_TRUE(ask(on).value()) << name_of(state);
  }
}

TEST_F(recording_rules, do_not_ask_the_agent_nor_to_pause_and_stop) {
  record_.visits = {samples::visit(1, visit_state::in_room)};
  record_.session.recording = on;
  EXPECT_TRUE(ask(paused).value());
  EXPECT_TRUE(ask(off).value());
  record_.visits[0].role = invite_role::agent;
  EXPECT_TRUE(ask(on).value()) << "an agent on a second device";
}

TEST_F(recording_rules, may_be_of_the_agent_the_supervisor_and_who_has_agreed) {
  record_.visits = {samples::visit(1), samples::visit(2)};
  record_.visits[1].consent = "terms-1";
  record_.session.supervisor = supervisor_place{.worker = samples::ben};
  EXPECT_EQ(recorded_publishers(record_),
            (std::vector{agent_identity(samples::ada), supervisor_identity(samples::ben),
                         customer_identity(record_.visits[1].id)}));
}

}  // namespace
}  // namespace flex_video::core
