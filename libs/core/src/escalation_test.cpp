#include "flex_video/core/escalation.hpp"

#include "samples.hpp"

#include "flex_video/core/errc.hpp"
#include "flex_video/core/identity.hpp"

#include <gtest/gtest.h>

namespace flex_video::core {
namespace {

using samples::ada;
using samples::ben;
using samples::noon;

class escalation : public testing::Test {
 protected:
  std::optional<change> resume(const session& session, const flex_user& user, const reservation& reservation,
                               base::time_point now = noon) {
    return resume_session(session, user, reservation, policy_, now, random_);
  }

  policy policy_;
  base::counting_random random_;
  start_request request_{.conversation = samples::conversation, .task = samples::task, .locale = "en-US"};
};

TEST_F(escalation, may_start_with_an_accepted_reservation_of_ones_own) {
  EXPECT_TRUE(may_start(request_, samples::user(), samples::reservation()));
}

TEST_F(escalation, may_not_start_with_a_reservation_of_somebody_else_or_of_another_task) {
  EXPECT_EQ(may_start(request_, samples::user(ben), samples::reservation(ada)).error().code,
            task_errc::not_reserved);
  const auto other = samples::reservation(ada, samples::sid_of<"WT">(2));
  EXPECT_EQ(may_start(request_, samples::user(), other).error().code, task_errc::not_reserved);
}

TEST_F(escalation, may_start_in_no_other_status_than_accepted) {
  auto reservation = samples::reservation();
  for (const auto status : {reservation_status::pending, reservation_status::wrapping,
                            reservation_status::completed, reservation_status::other}) {
    reservation.status = status;
    EXPECT_EQ(may_start(request_, samples::user(), reservation).error().code, errc::task_not_accepted);
  }
}

TEST_F(escalation, may_not_start_in_another_conversation_than_the_task_s) {
  auto reservation = samples::reservation();
  reservation.conversation = samples::sid_of<"CH">(2);
  EXPECT_EQ(may_start(request_, samples::user(), reservation).error().code, errc::conversation_mismatch);
  reservation.conversation = std::nullopt;
  EXPECT_EQ(may_start(request_, samples::user(), reservation).error().code, errc::conversation_mismatch);
}

TEST_F(escalation, starts_an_open_session_with_its_event) {
  const room room{.sid = samples::room, .unique_name = "Room-x"};
  const auto change = start_session(request_, samples::user(), samples::reservation(), room, policy_,
                                    noon + std::chrono::milliseconds{7}, random_);
  ASSERT_TRUE(change.session);
  EXPECT_EQ(change.session->state, session_state::open);
  EXPECT_EQ(change.session->version, 0u);
  EXPECT_EQ(change.session->worker, ada);
  EXPECT_EQ(change.session->agent_name, "Ada Agent");
  EXPECT_EQ(change.session->customer_name, "Cus Tomer");
  EXPECT_EQ(change.session->room, samples::room);
  EXPECT_EQ(change.session->room_name, "Room-x");
  EXPECT_EQ(change.session->link_expires_at, noon + policy_.link_life) << "in whole seconds";
  ASSERT_EQ(change.events.size(), 1u);
  EXPECT_EQ(change.events[0].kind, event_kind::session_started);
  EXPECT_EQ(change.events[0].actor, agent_identity(ada));
  EXPECT_EQ(change.events[0].session, change.session->id);
}

TEST_F(escalation, has_a_name_for_everybody) {
  auto nameless = samples::reservation();
  nameless.customer_name.clear();
  const room room{.sid = samples::room, .unique_name = "Room-x"};
  const auto change = start_session(request_, samples::user(ada, ""), nameless, room, policy_, noon, random_);
  EXPECT_EQ(change.session->customer_name, "Customer");
  EXPECT_EQ(change.session->agent_name, "Agent");
}

TEST_F(escalation, starting_again_changes_nothing) {
  EXPECT_FALSE(resume(samples::session(), samples::user(), samples::reservation()));
}

TEST_F(escalation, hands_over_to_the_worker_the_conversation_went_to) {
  auto session = samples::session();
  session.agent_in_room = true;
  auto reservation = samples::reservation(ben, samples::sid_of<"WT">(2));
  reservation.sid = samples::sid_of<"WR">(2);
  const auto change = resume(session, samples::user(ben, "Ben Agent"), reservation);
  ASSERT_TRUE(change && change->session);
  EXPECT_EQ(change->session->id, session.id);
  EXPECT_EQ(change->session->room, session.room) << "the call goes on in the same room";
  EXPECT_EQ(change->session->worker, ben);
  EXPECT_EQ(change->session->agent_name, "Ben Agent");
  EXPECT_EQ(change->session->task, reservation.task);
  EXPECT_EQ(change->session->reservation, reservation.sid);
  EXPECT_EQ(change->session->handovers, 1u);
  EXPECT_FALSE(change->session->agent_in_room);
  ASSERT_EQ(change->events.size(), 1u);
  EXPECT_EQ(change->events[0].kind, event_kind::session_handed_over);
  EXPECT_EQ(change->events[0].actor, agent_identity(ben));
}

TEST_F(escalation, keeps_the_agent_s_place_when_only_the_task_is_new) {
  auto session = samples::session();
  session.agent_in_room = true;
  const auto change = resume(session, samples::user(), samples::reservation(ada, samples::sid_of<"WT">(2)));
  ASSERT_TRUE(change && change->session);
  EXPECT_EQ(change->session->task, samples::sid_of<"WT">(2));
  EXPECT_EQ(change->session->handovers, 0u);
  EXPECT_TRUE(change->session->agent_in_room);
}

TEST_F(escalation, renews_a_link_that_has_expired) {
  const auto session = samples::session();
  EXPECT_FALSE(resume(session, samples::user(), samples::reservation(),
                      session.link_expires_at - std::chrono::seconds{1}));
  const auto change = resume(session, samples::user(), samples::reservation(), session.link_expires_at);
  ASSERT_TRUE(change && change->session);
  EXPECT_EQ(change->session->link_expires_at, session.link_expires_at + policy_.link_life);
  EXPECT_EQ(change->events[0].kind, event_kind::link_renewed);
}

TEST_F(escalation, belongs_to_its_worker_alone) {
  EXPECT_TRUE(require_owner(samples::session(), ada));
  EXPECT_EQ(require_owner(samples::session(), ben).error().code, errc::not_your_session);
}

TEST_F(escalation, tells_an_ended_session) {
  auto session = samples::session();
  EXPECT_TRUE(require_not_ended(session));
  session.state = session_state::live;
  EXPECT_TRUE(require_not_ended(session));
  session.state = session_state::ended;
  EXPECT_EQ(require_not_ended(session).error().code, errc::session_ended);
}

TEST_F(escalation, may_join_while_accepted_or_wrapping) {
  auto reservation = samples::reservation();
  EXPECT_TRUE(may_join(samples::session(), reservation));
  reservation.status = reservation_status::wrapping;
  EXPECT_TRUE(may_join(samples::session(), reservation));
  for (const auto status :
       {reservation_status::pending, reservation_status::completed, reservation_status::other}) {
    reservation.status = status;
    EXPECT_EQ(may_join(samples::session(), reservation).error().code, errc::task_not_accepted);
  }
}

TEST_F(escalation, may_not_join_on_a_reservation_of_another_worker_or_task) {
  EXPECT_EQ(may_join(samples::session(), samples::reservation(ben)).error().code, task_errc::not_reserved);
  const auto other = samples::reservation(ada, samples::sid_of<"WT">(2));
  EXPECT_EQ(may_join(samples::session(), other).error().code, task_errc::not_reserved);
}

TEST_F(escalation, records_the_agent_s_token_without_touching_the_session) {
  const auto change = record_agent_token(samples::session(), noon, random_);
  EXPECT_FALSE(change.session);
  ASSERT_EQ(change.events.size(), 1u);
  EXPECT_EQ(change.events[0].kind, event_kind::token_issued);
}

TEST_F(escalation, ends_with_time_reason_and_those_in_the_room_gone) {
  auto session = samples::session();
  session.agent_in_room = true;
  const std::vector visits{samples::visit(1, visit_state::in_room), samples::visit(2, visit_state::away),
                           samples::visit(3, visit_state::waiting)};
  const auto change = end_session(session, visits, end_reason::agent_ended, "agent:x", noon, random_);
  ASSERT_TRUE(change.session);
  EXPECT_EQ(change.session->state, session_state::ended);
  EXPECT_EQ(change.session->ended_at, noon);
  EXPECT_EQ(change.session->end_reason, end_reason::agent_ended);
  EXPECT_FALSE(change.session->agent_in_room);
  ASSERT_EQ(change.visits.size(), 2u);
  for (const auto& visit : change.visits) EXPECT_EQ(visit.state, visit_state::left);
  ASSERT_EQ(change.events.size(), 1u);
  EXPECT_EQ(change.events[0].kind, event_kind::session_ended);
  EXPECT_EQ(change.events[0].actor, "agent:x");
}

TEST_F(escalation, makes_agent_links_that_die_soon_and_with_the_handover) {
  auto session = samples::session();
  const auto link = agent_invite(session, policy_, noon + std::chrono::milliseconds{999});
  EXPECT_EQ(link.role, invite_role::agent);
  EXPECT_EQ(link.expires_at, noon + policy_.agent_link_life);
  EXPECT_TRUE(is_of_present_worker(session, link.ordinal));
  ++session.handovers;
  EXPECT_FALSE(is_of_present_worker(session, link.ordinal));
}

TEST_F(escalation, gives_the_same_customer_invite_every_time) {
  const auto session = samples::session();
  EXPECT_EQ(customer_invite(session), customer_invite(session));
  EXPECT_EQ(customer_invite(session).role, invite_role::customer);
  EXPECT_EQ(customer_invite(session).expires_at, session.link_expires_at);
}

}  // namespace
}  // namespace flex_video::core
