#include "flex_video/core/lobby.hpp"

#include "samples.hpp"

#include "flex_video/core/errc.hpp"
#include "flex_video/core/escalation.hpp"
#include "flex_video/core/identity.hpp"

#include <gtest/gtest.h>

namespace flex_video::core {
namespace {

using samples::noon;

class lobby : public testing::Test {
 protected:
  base::result<redemption> come(const invite& invite, unsigned char device) {
    auto outcome = redeem(session_, visits_, invite, samples::id<device_id>(device), policy_, noon, random_);
    if (outcome) visits_.insert(visits_.end(), outcome->change.visits.begin(), outcome->change.visits.end());
    return outcome;
  }
  base::result<redemption> come(unsigned char device) { return come(customer_invite(session_), device); }
  base::result<redemption> come_as_agent(unsigned char device, std::chrono::seconds later = {}) {
    return come(agent_invite(session_, policy_, noon + later), device);
  }

  session session_ = samples::session();
  std::vector<visit> visits_;
  policy policy_;
  base::counting_random random_;
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
  EXPECT_EQ(first->change.session, session_);
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
  visits_.push_back(samples::visit(1, visit_state::in_room));
  visits_.back().device = std::nullopt;
  EXPECT_EQ(come(2)->visit.state, visit_state::waiting);
}

TEST_F(lobby, admits_further_devices_up_to_the_room_s_size_when_told_so) {
  policy_.lobby_for_second_device = false;
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
  session_.state = session_state::ended;
  EXPECT_EQ(come(1).error().code, errc::session_ended);
  EXPECT_EQ(come(2).error().code, errc::session_ended);
}

TEST_F(lobby, refuses_a_device_that_was_denied_or_removed) {
  ASSERT_TRUE(come(1));
  for (const auto state : {visit_state::denied, visit_state::removed}) {
    visits_[0].state = state;
    EXPECT_EQ(come(1).error().code, errc::visit_denied);
  }
}

TEST_F(lobby, admits_an_agent_s_link_on_one_device) {
  const auto first = come_as_agent(1);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->visit.state, visit_state::admitted);
  EXPECT_EQ(first->visit.role, invite_role::agent);
  EXPECT_EQ(first->change.events[0].actor, agent_identity(session_.worker));
  EXPECT_EQ(come_as_agent(1)->visit, first->visit);
  EXPECT_EQ(come_as_agent(2).error().code, errc::invite_used);
}

TEST_F(lobby, admits_another_device_of_the_agent_with_another_link) {
  ASSERT_TRUE(come_as_agent(1));
  EXPECT_TRUE(come_as_agent(2, std::chrono::seconds{1}));
}

TEST_F(lobby, refuses_the_link_of_a_worker_who_handed_the_session_over) {
  const auto old_link = agent_invite(session_, policy_, noon);
  ASSERT_TRUE(come(old_link, 1));
  ++session_.handovers;
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
    const auto joined = join_visit(session_, samples::visit(1, state), noon, random_);
    ASSERT_TRUE(joined);
    EXPECT_TRUE(joined->visits.empty());
    ASSERT_EQ(joined->events.size(), 1u);
    EXPECT_EQ(joined->events[0].kind, event_kind::token_issued);
    EXPECT_EQ(joined->events[0].actor, customer_identity(samples::visit(1).id));
  }
}

TEST_F(lobby, lets_a_visit_that_left_come_back) {
  const auto joined = join_visit(session_, samples::visit(1, visit_state::left), noon, random_);
  ASSERT_TRUE(joined);
  ASSERT_EQ(joined->visits.size(), 1u);
  EXPECT_EQ(joined->visits[0].state, visit_state::admitted);
}

TEST_F(lobby, lets_nobody_join_who_is_not_admitted) {
  const auto refusal = [&](visit_state state) {
    return join_visit(session_, samples::visit(1, state), noon, random_).error().code;
  };
  EXPECT_EQ(refusal(visit_state::opened), errc::visit_waiting);
  EXPECT_EQ(refusal(visit_state::waiting), errc::visit_waiting);
  EXPECT_EQ(refusal(visit_state::denied), errc::visit_denied);
  EXPECT_EQ(refusal(visit_state::removed), errc::visit_denied);
  session_.state = session_state::ended;
  EXPECT_EQ(refusal(visit_state::admitted), errc::session_ended);
}

TEST_F(lobby, lets_the_present_agent_s_visit_join_and_no_former_one_s) {
  auto agent = samples::visit();
  agent.role = invite_role::agent;
  const auto joined = join_visit(session_, agent, noon, random_);
  ASSERT_TRUE(joined);
  EXPECT_EQ(joined->events[0].actor, agent_identity(session_.worker));
  session_.handovers = 1;
  EXPECT_EQ(join_visit(session_, agent, noon, random_).error().code, errc::visit_denied);
}

}  // namespace
}  // namespace flex_video::core
