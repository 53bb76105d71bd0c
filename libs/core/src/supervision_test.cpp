#include "flex_video/core/supervision.hpp"

#include "samples.hpp"

#include "flex_video/core/closing.hpp"
#include "flex_video/core/errc.hpp"
#include "flex_video/core/identity.hpp"
#include "flex_video/core/presence.hpp"
#include "flex_video/core/recording.hpp"

#include <gtest/gtest.h>

namespace flex_video::core {
namespace {

using enum room_event_kind;
using identities = std::vector<std::string>;

flex_user supervisor(const worker_sid& worker, std::string role = "supervisor") {
  auto user = samples::user(worker, "Sue Supervisor");
  user.roles = {std::move(role)};
  return user;
}

/// A call under way between Ada and her customer, which Sue and Bo may supervise.
class supervision : public testing::Test {
 protected:
  supervision() {
    policy_.supervisor_join = supervisor_rule::view;
    record_.session.state = session_state::live;
    record_.session.live_at = samples::noon;
    record_.session.agent_in_room = true;
    record_.session.idle_since.reset();
    record_.visits = {samples::visit(1, visit_state::in_room)};
  }

  std::error_code refusal(const flex_user& user) {
    const auto let_in = supervise(record_, user, policy_, samples::noon, random_);
    return let_in ? std::error_code{} : let_in.error().code;
  }
  change let_in(const worker_sid& worker) {
    auto change = supervise(record_, supervisor(worker), policy_, samples::noon, random_).value();
    apply(record_, change);
    return change;
  }
  std::optional<change> report(room_event_kind kind, const std::string& identity) {
    happened_ += std::chrono::seconds{1};
    const room_event event{
        .kind = kind, .room = record_.session.room, .identity = identity, .seen = {.at = happened_}};
    auto change = observe(record_, event, policy_, samples::noon, random_);
    if (change) apply(record_, *change);
    return change;
  }

  const worker_sid sue_ = samples::sid_of<"WK">(8);
  const worker_sid bo_ = samples::sid_of<"WK">(9);
  const std::string agent_ = agent_identity(samples::ada);
  const std::string customer_ = customer_identity(samples::visit().id);
  session_record record_ = samples::record();
  base::time_point happened_ = samples::noon;
  policy policy_;
  base::counting_random random_;
};

TEST_F(supervision, is_for_supervisors_and_administrators) {
  EXPECT_EQ(refusal(supervisor(sue_)), std::error_code{});
  EXPECT_EQ(refusal(supervisor(sue_, "admin")), std::error_code{});
  for (const auto* role : {"agent", "", "Supervisor", "supervisor "})
    EXPECT_EQ(refusal(supervisor(sue_, role)), errc::role_not_allowed) << role;
}

TEST_F(supervision, needs_the_policy_and_a_call_under_way) {
  policy_.supervisor_join = supervisor_rule::off;
  EXPECT_EQ(refusal(supervisor(sue_)), errc::supervision_not_allowed);
  EXPECT_EQ(refusal(samples::user()), errc::role_not_allowed) << "an agent is not told of the policy";
  policy_.supervisor_join = supervisor_rule::full;
  EXPECT_EQ(refusal(supervisor(sue_)), std::error_code{});
  record_.session.state = session_state::open;
  EXPECT_EQ(refusal(supervisor(sue_)), errc::session_not_live);
  record_.session.state = session_state::ended;
  EXPECT_EQ(refusal(supervisor(sue_)), errc::session_ended);
}

TEST_F(supervision, gives_one_place_with_its_event) {
  const auto change = let_in(sue_);
  const supervisor_place expected{.worker = sue_, .name = "Sue Supervisor"};
  EXPECT_EQ(record_.session.supervisor, expected);
  ASSERT_EQ(change.events.size(), 1u);
  EXPECT_EQ(change.events[0].kind, event_kind::token_issued);
  EXPECT_EQ(change.events[0].actor, supervisor_identity(sue_));
  EXPECT_TRUE(change.expelled.empty());
}

TEST_F(supervision, gives_the_place_of_one_who_is_in_the_room_to_nobody_else) {
  let_in(sue_);
  report(participant_connected, supervisor_identity(sue_));
  EXPECT_EQ(refusal(supervisor(bo_)), errc::supervisor_present);
  EXPECT_EQ(refusal(supervisor(sue_)), std::error_code{}) << "after a reload";
  report(participant_disconnected, supervisor_identity(sue_));
  EXPECT_EQ(let_in(bo_).expelled, identities{supervisor_identity(sue_)});
  EXPECT_EQ(record_.session.supervisor->worker, bo_);
  EXPECT_EQ(report(participant_connected, supervisor_identity(sue_))->expelled,
            identities{supervisor_identity(sue_)})
      << "whose token is still good";
}

TEST_F(supervision, expels_one_whom_nobody_let_in) {
  EXPECT_EQ(report(participant_connected, supervisor_identity(sue_))->expelled,
            identities{supervisor_identity(sue_)});
  let_in(sue_);
  policy_.supervisor_join = supervisor_rule::off;
  EXPECT_EQ(report(participant_connected, supervisor_identity(sue_))->expelled,
            identities{supervisor_identity(sue_)})
      << "since a restart the policy is another one";
}

TEST_F(supervision, tells_who_comes_and_goes) {
  let_in(sue_);
  const auto came = report(participant_connected, supervisor_identity(sue_));
  ASSERT_TRUE(came);
  EXPECT_EQ(came->events.at(0).kind, event_kind::participant_connected);
  EXPECT_TRUE(is_of_supervisor(came->events[0]));
  EXPECT_TRUE(record_.session.supervisor->in_room);
  EXPECT_FALSE(report(participant_connected, supervisor_identity(sue_))->session->supervisor->seen ==
               came->session->supervisor->seen);
  const auto gone = reconcile(record_, {.in_progress = true, .identities = {agent_, customer_}}, policy_,
                              samples::noon, random_);
  ASSERT_TRUE(gone);
  EXPECT_FALSE(gone->session->supervisor->in_room);
  EXPECT_FALSE(is_of_supervisor(samples::event()));
}

TEST_F(supervision, takes_no_guests_place) {
  policy_.max_participants = 2;
  let_in(sue_);
  report(participant_connected, supervisor_identity(sue_));
  EXPECT_EQ(taken_places(record_), 2u);
}

TEST_F(supervision, keeps_no_call_from_being_idle) {
  let_in(sue_);
  report(participant_connected, supervisor_identity(sue_));
  report(participant_disconnected, agent_);
  EXPECT_FALSE(record_.session.idle_since);
  report(participant_disconnected, customer_);
  EXPECT_TRUE(record_.session.idle_since) << "though Sue is still there";
}

TEST_F(supervision, leaves_the_rules_of_recording_alone) {
  policy_.recording_allowed = true;
  let_in(sue_);
  report(participant_connected, supervisor_identity(sue_));
  EXPECT_EQ(set_recording(record_, recording_state::on, policy_, samples::noon, random_).error().code,
            errc::consent_missing)
      << "the guest's is still needed";
  record_.visits[0].consent = "1";
  EXPECT_TRUE(set_recording(record_, recording_state::on, policy_, samples::noon, random_))
      << "and a supervisor's is not";
}

TEST_F(supervision, tells_the_provider_of_each_who_comes_that_a_watcher_is_for_nobody) {
  report(participant_disconnected, customer_);
  EXPECT_EQ(report(participant_connected, customer_)->audiences, std::nullopt) << "nobody watches";
  let_in(sue_);
  const std::vector<audience> nobody{{.publisher = supervisor_identity(sue_), .receivers = {}}};
  report(participant_disconnected, customer_);
  EXPECT_EQ(report(participant_connected, customer_)->audiences, nobody);
  EXPECT_EQ(report(participant_connected, agent_)->audiences, nobody) << "a new stay";
  EXPECT_EQ(report(participant_connected, supervisor_identity(sue_))->audiences, std::nullopt);
  policy_.supervisor_join = supervisor_rule::full;
  EXPECT_EQ(report(participant_connected, agent_)->audiences, std::nullopt);
}

TEST_F(supervision, lets_only_watchers_publish_nothing) {
  for (const auto rule : {supervisor_rule::off, supervisor_rule::view}) {
    policy_.supervisor_join = rule;
    EXPECT_TRUE(only_watches(policy_));
  }
  for (const auto rule : {supervisor_rule::coach, supervisor_rule::full}) {
    policy_.supervisor_join = rule;
    EXPECT_FALSE(only_watches(policy_));
  }
}

/// The same call, where a supervisor chooses.
class coaching : public supervision {
 protected:
  coaching() { policy_.supervisor_join = supervisor_rule::coach; }

  base::result<std::optional<change>> wish(const flex_user& user, supervision_mode mode) {
    return change_supervision(record_, user, mode, policy_, samples::noon, random_);
  }
  std::error_code refusal_of(const flex_user& user) {
    const auto wished = wish(user, supervision_mode::whisper);
    return wished ? std::error_code{} : wished.error().code;
  }
  void choose(supervision_mode mode) { apply(record_, **wish(supervisor(sue_), mode)); }
  std::vector<audience> audiences() { return audiences_of(record_.session, policy_); }

  const std::string supervisor_ = supervisor_identity(sue_);
};

TEST_F(coaching, begins_by_listening_and_chooses_who_hears) {
  EXPECT_TRUE(audiences().empty()) << "nobody is there";
  let_in(sue_);
  const std::vector<audience> unheard{{.publisher = supervisor_, .receivers = {}}};
  EXPECT_EQ(audiences(), unheard);
  choose(supervision_mode::whisper);
  EXPECT_EQ(audiences(), (std::vector<audience>{{.publisher = supervisor_, .receivers = {agent_}}}));
  choose(supervision_mode::barge);
  EXPECT_TRUE(audiences().empty());
  choose(supervision_mode::take_over);
  EXPECT_EQ(audiences(), (std::vector<audience>{{.publisher = agent_, .receivers = {supervisor_}}}));
  choose(supervision_mode::listen);
  EXPECT_EQ(audiences(), unheard);
}

TEST_F(coaching, is_noted_once) {
  let_in(sue_);
  const auto changed = wish(supervisor(sue_), supervision_mode::whisper).value();
  ASSERT_TRUE(changed);
  ASSERT_EQ(changed->events.size(), 1u);
  EXPECT_EQ(changed->events[0].kind, event_kind::supervision_changed);
  EXPECT_EQ(changed->events[0].detail, "whisper");
  EXPECT_TRUE(is_of_supervisor(changed->events[0]));
  apply(record_, *changed);
  EXPECT_EQ(wish(supervisor(sue_), supervision_mode::whisper).value(), std::nullopt);
}

TEST_F(coaching, is_for_who_has_the_place_alone) {
  EXPECT_EQ(refusal_of(supervisor(sue_)), errc::not_your_session) << "who was not let in";
  let_in(sue_);
  EXPECT_EQ(refusal_of(supervisor(sue_)), std::error_code{});
  EXPECT_EQ(refusal_of(supervisor(bo_)), errc::not_your_session);
  EXPECT_EQ(refusal_of(supervisor(sue_, "agent")), errc::role_not_allowed);
  EXPECT_EQ(refusal_of(samples::user()), errc::role_not_allowed);
  for (const auto rule : {supervisor_rule::off, supervisor_rule::view, supervisor_rule::full}) {
    policy_.supervisor_join = rule;
    EXPECT_EQ(refusal_of(supervisor(sue_)), errc::supervision_not_allowed);
  }
  policy_.supervisor_join = supervisor_rule::coach;
  record_.session.state = session_state::ended;
  EXPECT_EQ(refusal_of(supervisor(sue_)), errc::session_ended);
}

TEST_F(coaching, goes_on_as_it_was_after_a_reload_and_begins_anew_for_who_was_away) {
  let_in(sue_);
  report(participant_connected, supervisor_);
  choose(supervision_mode::barge);
  let_in(sue_);
  EXPECT_EQ(record_.session.supervisor->mode, supervision_mode::barge);
  report(participant_disconnected, supervisor_);
  let_in(sue_);
  EXPECT_EQ(record_.session.supervisor->mode, supervision_mode::listen);
}

TEST_F(supervision, ends_with_the_call) {
  let_in(sue_);
  report(participant_connected, supervisor_identity(sue_));
  apply(record_, end_session(record_, end_reason::agent_ended, agent_, samples::noon, random_));
  EXPECT_FALSE(record_.session.supervisor->in_room);
}

TEST_F(supervision, is_told_to_agents_by_policy_and_to_supervisors_always) {
  EXPECT_TRUE(hears_of_supervisor(false, policy_));
  policy_.supervisor_announced = false;
  EXPECT_FALSE(hears_of_supervisor(false, policy_));
  EXPECT_TRUE(hears_of_supervisor(true, policy_));
}

}  // namespace
}  // namespace flex_video::core
