#include "flex_video/core/lobby.hpp"

#include "samples.hpp"

#include "flex_video/core/errc.hpp"
#include "flex_video/core/escalation.hpp"
#include "flex_video/core/identity.hpp"
#include "flex_video/core/invites.hpp"

#include <gtest/gtest.h>

namespace flex_video::core {
namespace {

using samples::noon;

class lobby : public testing::Test {
 protected:
  base::result<redemption> come(const invite& invite, unsigned char device) {
    auto outcome = redeem(record_, invite, samples::id<device_id>(device), policy_, noon, random_);
    if (outcome) apply(record_, outcome->change);
    return outcome;
  }
  base::result<redemption> come(unsigned char device) {
    return come(customer_invite(record_.session), device);
  }
  base::result<redemption> come_as_agent(unsigned char device, std::chrono::seconds later = {}) {
    return come(agent_invite(record_.session, policy_, noon + later), device);
  }
  /// A link for another guest.
  invite link_for(invite_role role) {
    const auto issued = issue_invite(record_, role, std::nullopt, policy_, noon, random_);
    apply(record_, issued.value().change);
    return issued->invite;
  }
  const visit& have(visit visit) { return record_.visits.emplace_back(std::move(visit)); }

  base::result<change> join(visit_state state) {
    return join_visit(record_, samples::visit(1, state), policy_, noon, random_);
  }
  /// A decision of the agent's, kept; its error code, or none.
  std::error_code decide(const base::result<std::optional<change>>& decision) {
    if (!decision) return decision.error().code;
    changed_ = decision->has_value();
    expelled_.clear();
    if (!changed_) return {};
    expelled_ = (*decision)->expelled;
    kind_ = (*decision)->events.at(0).kind;
    apply(record_, **decision);
    return {};
  }
  std::error_code admit(const visit_id& id) {
    return decide(admit_visit(record_, id, policy_, noon, random_));
  }
  std::error_code deny(const visit_id& id) { return decide(deny_visit(record_, id, noon, random_)); }
  std::error_code remove(const visit_id& id) { return decide(remove_visit(record_, id, noon, random_)); }
  visit_state state_of(const visit_id& id) const { return find_visit(record_, id)->state; }

  session_record record_ = samples::record();
  policy policy_;
  base::counting_random random_;
  bool changed_ = false;
  event_kind kind_ = event_kind::session_started;
  std::vector<std::string> expelled_;
};

TEST_F(lobby, admits_the_first_device) {
  const auto first = come(1);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->visit.state, visit_state::admitted);
  EXPECT_EQ(first->visit.role, invite_role::customer);
  EXPECT_FALSE(first->returning);
  ASSERT_EQ(first->change.events.size(), 2u);
  EXPECT_EQ(first->change.events[0].kind, event_kind::visit_opened);
  EXPECT_EQ(first->change.events[1].kind, event_kind::visit_admitted);
  EXPECT_EQ(first->change.events[1].visit, first->visit.id);
}

TEST_F(lobby, touches_the_session_so_that_only_one_device_can_be_first) {
  const auto first = come(1);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->change.session, record_.session);
}

TEST_F(lobby, gives_the_same_device_its_visit_again) {
  const auto first = come(1);
  const auto again = come(1);
  ASSERT_TRUE(first && again);
  EXPECT_EQ(again->visit, first->visit);
  EXPECT_TRUE(again->returning);
  EXPECT_FALSE(again->change.session);
  EXPECT_TRUE(again->change.visits.empty() && again->change.events.empty());
}

TEST_F(lobby, lets_a_second_device_wait) {
  ASSERT_TRUE(come(1));
  const auto second = come(2);
  ASSERT_TRUE(second);
  EXPECT_EQ(second->visit.state, visit_state::waiting);
  EXPECT_EQ(second->change.events[1].kind, event_kind::visit_waiting);
  EXPECT_EQ(come(2)->visit.state, visit_state::waiting) << "and coming again does not help";
}

TEST_F(lobby, lets_a_device_wait_when_the_first_visit_came_with_a_bare_token) {
  auto bare = samples::visit(1, visit_state::in_room);
  bare.device = std::nullopt;
  have(bare);
  EXPECT_EQ(come(2)->visit.state, visit_state::waiting);
}

TEST_F(lobby, admits_further_devices_up_to_the_room_s_size_when_told_so) {
  policy_.lobby = lobby_rule::never;
  policy_.max_participants = 3;
  EXPECT_EQ(come(1)->visit.state, visit_state::admitted);
  EXPECT_EQ(come(2)->visit.state, visit_state::admitted);
  EXPECT_EQ(come(3)->visit.state, visit_state::waiting) << "two customers and the agent are three";
}

TEST_F(lobby, is_full_when_too_many_devices_came) {
  policy_.max_visits = 2;
  ASSERT_TRUE(come(1) && come(2));
  EXPECT_EQ(come(3).error().code, errc::lobby_full);
  EXPECT_TRUE(come(2)) << "who is in may come back";
}

TEST_F(lobby, refuses_after_the_end) {
  ASSERT_TRUE(come(1));
  record_.session.state = session_state::ended;
  EXPECT_EQ(come(1).error().code, errc::session_ended);
  EXPECT_EQ(come(2).error().code, errc::session_ended);
}

TEST_F(lobby, refuses_a_device_that_was_denied_or_removed) {
  ASSERT_TRUE(come(1));
  for (const auto state : {visit_state::denied, visit_state::removed}) {
    record_.visits[0].state = state;
    EXPECT_EQ(come(1).error().code, errc::visit_denied);
  }
}

TEST_F(lobby, admits_an_agent_s_link_on_one_device) {
  const auto first = come_as_agent(1);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->visit.state, visit_state::admitted);
  EXPECT_EQ(first->visit.role, invite_role::agent);
  EXPECT_EQ(first->change.events[0].actor, agent_identity(record_.session.worker));
  EXPECT_EQ(come_as_agent(1)->visit, first->visit);
  EXPECT_EQ(come_as_agent(2).error().code, errc::invite_used);
}

TEST_F(lobby, admits_another_device_of_the_agent_with_another_link) {
  ASSERT_TRUE(come_as_agent(1));
  EXPECT_TRUE(come_as_agent(2, std::chrono::seconds{1}));
}

TEST_F(lobby, refuses_the_link_of_a_worker_who_handed_the_session_over) {
  const auto old_link = agent_invite(record_.session, policy_, noon);
  ASSERT_TRUE(come(old_link, 1));
  ++record_.session.handovers;
  EXPECT_EQ(come(old_link, 2).error().code, errc::invite_expired);
  EXPECT_EQ(come(old_link, 1).error().code, errc::invite_expired) << "on the device that used it, too";
}

TEST_F(lobby, keeps_agent_and_customer_on_one_device_apart) {
  const auto agent = come_as_agent(1);
  const auto customer = come(1);
  ASSERT_TRUE(agent && customer);
  EXPECT_NE(agent->visit.id, customer->visit.id);
  EXPECT_EQ(customer->visit.state, visit_state::admitted) << "the agent's visit is not a customer's";
}

TEST_F(lobby, lets_admitted_visits_join_and_records_the_token) {
  for (const auto state : {visit_state::admitted, visit_state::in_room, visit_state::away}) {
    const auto joined = join(state);
    ASSERT_TRUE(joined);
    EXPECT_TRUE(joined->visits.empty());
    EXPECT_EQ(joined->session, record_.session) << "so that no token is issued to who is put out meanwhile";
    ASSERT_EQ(joined->events.size(), 1u);
    EXPECT_EQ(joined->events[0].kind, event_kind::token_issued);
    EXPECT_EQ(joined->events[0].actor, customer_identity(samples::visit(1).id));
  }
}

TEST_F(lobby, lets_a_visit_that_left_come_back) {
  const auto joined = join(visit_state::left);
  ASSERT_TRUE(joined);
  ASSERT_EQ(joined->visits.size(), 1u);
  EXPECT_EQ(joined->visits[0].state, visit_state::admitted);
}

TEST_F(lobby, lets_nobody_join_who_is_not_admitted) {
  const auto refusal = [&](visit_state state) { return join(state).error().code; };
  EXPECT_EQ(refusal(visit_state::opened), errc::visit_waiting);
  EXPECT_EQ(refusal(visit_state::waiting), errc::visit_waiting);
  EXPECT_EQ(refusal(visit_state::denied), errc::visit_denied);
  EXPECT_EQ(refusal(visit_state::removed), errc::visit_denied);
  record_.session.state = session_state::ended;
  EXPECT_EQ(refusal(visit_state::admitted), errc::session_ended);
}

TEST_F(lobby, lets_the_present_agent_s_visit_join_and_no_former_one_s) {
  auto agent = samples::visit();
  agent.role = invite_role::agent;
  const auto joined = join_visit(record_, agent, policy_, noon, random_);
  ASSERT_TRUE(joined);
  EXPECT_EQ(joined->events[0].actor, agent_identity(record_.session.worker));
  record_.session.handovers = 1;
  EXPECT_EQ(join_visit(record_, agent, policy_, noon, random_).error().code, errc::visit_denied);
}

TEST_F(lobby, lets_everybody_wait_when_told_so) {
  policy_.lobby = lobby_rule::always;
  EXPECT_EQ(come(1)->visit.state, visit_state::waiting);
  EXPECT_EQ(come(link_for(invite_role::interpreter), 2)->visit.state, visit_state::waiting);
  EXPECT_EQ(come_as_agent(3)->visit.state, visit_state::admitted) << "but the agent";
}

TEST_F(lobby, admits_the_first_device_of_each_guest_s_own_link) {
  ASSERT_TRUE(come(1));
  const auto link = link_for(invite_role::relative);
  const auto first = come(link, 2);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->visit.role, invite_role::relative);
  EXPECT_EQ(first->visit.state, visit_state::admitted);
  EXPECT_EQ(first->change.events[0].actor, "relative:" + first->visit.id.str());
  EXPECT_EQ(come(link, 3)->visit.state, visit_state::waiting);
  EXPECT_EQ(come(link_for(invite_role::relative), 4)->visit.state, visit_state::admitted) << "another link";
}

TEST_F(lobby, lets_a_first_device_wait_when_no_place_is_left) {
  policy_.max_participants = 2;
  ASSERT_TRUE(come(1));
  EXPECT_EQ(come(link_for(invite_role::relative), 2)->visit.state, visit_state::waiting);
}

TEST_F(lobby, refuses_a_link_that_was_taken_back_to_whoever_has_not_come_yet) {
  ASSERT_TRUE(come(1));
  const auto link = customer_invite(record_.session);
  apply(record_, *revoke_invite(record_, link.ordinal, noon, random_).value());
  EXPECT_EQ(come(link, 2).error().code, errc::invite_revoked);
  EXPECT_TRUE(come(link, 1)) << "who came by it stays";
}

TEST_F(lobby, refuses_a_link_that_the_session_never_gave_out) {
  auto invented = customer_invite(record_.session);
  invented.ordinal = 7;
  EXPECT_EQ(come(invented, 1).error().code, errc::invite_invalid);
  auto promoted = customer_invite(record_.session);
  promoted.role = invite_role::interpreter;
  EXPECT_EQ(come(promoted, 1).error().code, errc::invite_invalid);
}

TEST_F(lobby, lets_one_that_left_come_back_only_to_a_free_place) {
  policy_.max_participants = 2;
  have(samples::visit(1, visit_state::left));
  EXPECT_TRUE(join(visit_state::left));
  have(samples::visit(2, visit_state::in_room));
  EXPECT_EQ(join(visit_state::left).error().code, errc::room_full);
}

TEST_F(lobby, admits_who_waits) {
  have(samples::visit(1, visit_state::waiting));
  EXPECT_EQ(admit(samples::visit(1).id), std::error_code{});
  EXPECT_EQ(state_of(samples::visit(1).id), visit_state::admitted);
  EXPECT_EQ(kind_, event_kind::visit_admitted);
}

TEST_F(lobby, admits_nobody_beyond_the_room_s_places) {
  policy_.max_participants = 3;
  have(samples::visit(1, visit_state::in_room));
  have(samples::visit(2, visit_state::away));
  have(samples::visit(3, visit_state::waiting));
  EXPECT_EQ(admit(samples::visit(3).id), errc::room_full);
  EXPECT_EQ(remove(samples::visit(2).id), std::error_code{});
  EXPECT_EQ(admit(samples::visit(3).id), std::error_code{}) << "there is a place now";
}

TEST_F(lobby, admits_whom_the_agent_had_turned_away_when_asked_to) {
  for (const auto state : {visit_state::denied, visit_state::removed}) {
    record_.visits = {samples::visit(1, state)};
    EXPECT_EQ(admit(samples::visit(1).id), std::error_code{});
    EXPECT_EQ(state_of(samples::visit(1).id), visit_state::admitted);
  }
}

TEST_F(lobby, changes_nothing_when_a_decision_is_repeated) {
  for (const auto state : {visit_state::admitted, visit_state::in_room, visit_state::away}) {
    record_.visits = {samples::visit(1, state)};
    EXPECT_EQ(admit(samples::visit(1).id), std::error_code{});
    EXPECT_FALSE(changed_);
  }
  record_.visits = {samples::visit(1, visit_state::denied)};
  EXPECT_EQ(deny(samples::visit(1).id), std::error_code{});
  EXPECT_FALSE(changed_);
  record_.visits = {samples::visit(1, visit_state::removed)};
  EXPECT_EQ(remove(samples::visit(1).id), std::error_code{});
  EXPECT_FALSE(changed_);
}

TEST_F(lobby, denies_only_who_waits) {
  have(samples::visit(1, visit_state::waiting));
  EXPECT_EQ(deny(samples::visit(1).id), std::error_code{});
  EXPECT_EQ(state_of(samples::visit(1).id), visit_state::denied);
  EXPECT_EQ(kind_, event_kind::visit_denied);
  for (const auto state : {visit_state::admitted, visit_state::in_room, visit_state::away, visit_state::left,
                           visit_state::removed}) {
    record_.visits = {samples::visit(1, state)};
    EXPECT_EQ(deny(samples::visit(1).id), errc::visit_not_waiting);
  }
}

TEST_F(lobby, removes_only_who_was_let_in_and_has_the_provider_put_them_out) {
  for (const auto state :
       {visit_state::admitted, visit_state::in_room, visit_state::away, visit_state::left}) {
    record_.visits = {samples::visit(1, state)};
    EXPECT_EQ(remove(samples::visit(1).id), std::error_code{});
    EXPECT_EQ(state_of(samples::visit(1).id), visit_state::removed);
    EXPECT_EQ(kind_, event_kind::visit_removed);
    EXPECT_EQ(expelled_, std::vector{customer_identity(samples::visit(1).id)});
  }
  for (const auto state : {visit_state::opened, visit_state::waiting, visit_state::denied}) {
    record_.visits = {samples::visit(1, state)};
    EXPECT_EQ(remove(samples::visit(1).id), errc::visit_not_admitted);
  }
}

TEST_F(lobby, starts_the_idle_time_when_the_last_one_is_removed) {
  record_.session.idle_since.reset();
  have(samples::visit(1, visit_state::in_room));
  have(samples::visit(2, visit_state::in_room));
  EXPECT_EQ(remove(samples::visit(1).id), std::error_code{});
  EXPECT_FALSE(record_.session.idle_since);
  EXPECT_EQ(remove(samples::visit(2).id), std::error_code{});
  EXPECT_EQ(record_.session.idle_since, noon);
}

TEST_F(lobby, decides_about_guests_of_this_session_alone) {
  auto agent = samples::visit(2);
  agent.role = invite_role::agent;
  have(agent);
  for (const auto& id : {samples::visit(1).id, agent.id}) {
    EXPECT_EQ(admit(id), errc::visit_not_found);
    EXPECT_EQ(deny(id), errc::visit_not_found);
    EXPECT_EQ(remove(id), errc::visit_not_found);
  }
}

TEST_F(lobby, decides_nothing_after_the_end) {
  have(samples::visit(1, visit_state::waiting));
  record_.session.state = session_state::ended;
  EXPECT_EQ(admit(samples::visit(1).id), errc::session_ended);
  EXPECT_EQ(deny(samples::visit(1).id), errc::session_ended);
  EXPECT_EQ(remove(samples::visit(1).id), errc::session_ended);
}

TEST_F(lobby, lets_nobody_into_a_recording_who_has_not_agreed_to_it) {
  record_.session.recording = recording_state::on;
  for (const auto state : {visit_state::admitted, visit_state::in_room, visit_state::away, visit_state::left})
    EXPECT_EQ(join(state).error().code, errc::consent_missing);
  const auto waiting = have(samples::visit(1, visit_state::waiting)).id;
  EXPECT_EQ(admit(waiting), errc::consent_missing);
  record_.visits.back().consent = "1";
  EXPECT_EQ(admit(waiting), std::error_code{});
  EXPECT_TRUE(join_visit(record_, record_.visits.back(), policy_, noon, random_));
}

TEST_F(lobby, asks_no_agent_for_consent_nor_anybody_while_a_recording_pauses) {
  for (const auto pausing : {recording_state::paused, recording_state::off}) {
    record_.session.recording = pausing;
    EXPECT_TRUE(join(visit_state::admitted));
  }
  record_.session.recording = recording_state::on;
  auto agents = samples::visit(1, visit_state::admitted);
  agents.role = invite_role::agent;
  agents.invite_ordinal = agent_invite(record_.session, policy_, noon).ordinal;
  EXPECT_TRUE(join_visit(record_, agents, policy_, noon, random_));
}

}  // namespace
}  // namespace flex_video::core
