#include "flex_video/core/invites.hpp"

#include "samples.hpp"

#include "flex_video/core/errc.hpp"
#include "flex_video/core/escalation.hpp"
#include "flex_video/core/identity.hpp"

#include <gtest/gtest.h>

namespace flex_video::core {
namespace {

using namespace std::chrono_literals;
using samples::noon;

class invites : public testing::Test {
 protected:
  base::result<issuance> issue(invite_role role, std::optional<std::chrono::seconds> life = std::nullopt) {
    auto issued = issue_invite(record_, role, life, policy_, noon + 999ms, random_);
    if (issued) apply(record_, issued->change);
    return issued;
  }
  base::result<std::optional<change>> revoke(std::uint8_t ordinal) {
    auto revoked = revoke_invite(record_, ordinal, noon, random_);
    if (revoked && *revoked) apply(record_, **revoked);
    return revoked;
  }

  session_record record_ = samples::record();
  policy policy_;
  base::counting_random random_;
};

TEST_F(invites, give_further_guests_links_of_their_own) {
  const auto relative = issue(invite_role::relative);
  ASSERT_TRUE(relative);
  EXPECT_EQ(relative->invite.ordinal, 1);
  EXPECT_EQ(relative->invite.role, invite_role::relative);
  EXPECT_EQ(relative->invite.expires_at, noon + policy_.link_life) << "in whole seconds";
  ASSERT_EQ(relative->change.events.size(), 1u);
  EXPECT_EQ(relative->change.events[0].kind, event_kind::invite_issued);
  EXPECT_EQ(relative->change.events[0].detail, "1 relative");
  EXPECT_EQ(relative->change.events[0].actor, agent_identity(samples::ada));
  EXPECT_TRUE(relative->change.session) << "so that two at once do not get one ordinal";
  EXPECT_EQ(issue(invite_role::interpreter)->invite.ordinal, 2);
  EXPECT_EQ(record_.invites.size(), 3u);
}

TEST_F(invites, live_as_long_as_asked_but_no_longer_than_allowed) {
  EXPECT_EQ(issue(invite_role::relative, 60s)->invite.expires_at, noon + 60s);
  EXPECT_EQ(issue(invite_role::relative, 240h)->invite.expires_at, noon + policy_.link_life);
}

TEST_F(invites, are_no_more_than_the_policy_allows) {
  policy_.max_invites = 2;
  EXPECT_TRUE(issue(invite_role::relative));
  EXPECT_EQ(issue(invite_role::relative).error().code, errc::too_many_invites);
}

TEST_F(invites, make_nobody_an_agent) {
  EXPECT_EQ(issue(invite_role::agent).error().code, errc::role_not_allowed);
}

TEST_F(invites, are_not_given_or_taken_back_after_the_end) {
  record_.session.state = session_state::ended;
  EXPECT_EQ(issue(invite_role::relative).error().code, errc::session_ended);
  EXPECT_EQ(revoke(0).error().code, errc::session_ended);
}

TEST_F(invites, are_taken_back_once) {
  const auto taken = revoke(0);
  ASSERT_TRUE(taken && *taken);
  EXPECT_TRUE(record_.invites[0].revoked);
  EXPECT_EQ((*taken)->events.at(0).kind, event_kind::invite_revoked);
  EXPECT_EQ((*taken)->events.at(0).detail, "0");
  EXPECT_FALSE(revoke(0).value());
  EXPECT_EQ(revoke(1).error().code, errc::invite_not_found);
}

TEST_F(invites, prolong_the_customer_s_link_when_it_has_expired) {
  const auto renewed = renew_link(record_, policy_, noon + 48h, random_);
  ASSERT_TRUE(renewed);
  EXPECT_EQ(renewed->session->link_ordinal, 0);
  EXPECT_EQ(renewed->session->link_expires_at, noon + 48h + policy_.link_life);
  EXPECT_EQ(renewed->invites, std::vector{issued_invite{.invite = customer_invite(*renewed->session)}});
  EXPECT_EQ(renewed->events.at(0).kind, event_kind::link_renewed);
}

TEST_F(invites, replace_the_customer_s_link_when_it_was_taken_back) {
  issue(invite_role::relative);
  revoke(0);
  const auto renewed = renew_link(record_, policy_, noon, random_);
  ASSERT_TRUE(renewed);
  EXPECT_EQ(renewed->session->link_ordinal, 2);
  apply(record_, *renewed);
  EXPECT_TRUE(find_invite(record_, 0)->revoked) << "the old one stays dead";
  EXPECT_FALSE(find_invite(record_, 2)->revoked);
}

TEST_F(invites, end_when_no_ordinal_is_left) {
  policy_.max_invites = 100;
  record_.invites.push_back({.invite = {.session = record_.session.id, .ordinal = 255, .expires_at = noon}});
  EXPECT_EQ(issue(invite_role::relative).error().code, errc::too_many_invites);
  revoke(0);
  EXPECT_EQ(renew_link(record_, policy_, noon, random_).error().code, errc::too_many_invites);
}

TEST_F(invites, of_agents_die_soon_and_with_the_handover) {
  auto session = samples::session();
  const auto link = agent_invite(session, policy_, noon + 999ms);
  EXPECT_EQ(link.role, invite_role::agent);
  EXPECT_EQ(link.expires_at, noon + policy_.agent_link_life);
  EXPECT_TRUE(is_of_present_worker(session, link.ordinal));
  ++session.handovers;
  EXPECT_FALSE(is_of_present_worker(session, link.ordinal));
}

TEST_F(invites, of_the_customer_are_the_same_every_time) {
  const auto& session = record_.session;
  EXPECT_EQ(customer_invite(session), customer_invite(session));
  EXPECT_EQ(customer_invite(session).role, invite_role::customer);
  EXPECT_EQ(customer_invite(session).expires_at, session.link_expires_at);
}

}  // namespace
}  // namespace flex_video::core
