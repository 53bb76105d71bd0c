#include "flex_video/core/escalation.hpp"

#include "samples.hpp"

#include "flex_video/core/errc.hpp"
#include "flex_video/core/identity.hpp"
#include "flex_video/core/invites.hpp"

#include <gtest/gtest.h>

namespace flex_video::core {
namespace {

using samples::ada;
using samples::ben;
using samples::noon;

class escalation : public testing::Test {
 protected:
  std::optional<change> resume(const session_record& record, const flex_user& user,
                               const reservation& reservation, base::time_point now = noon) {
    return resume_session(record, user, reservation, policy_, now, random_).value();
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
  EXPECT_EQ(change.session->idle_since, change.session->opened_at);
  EXPECT_EQ(change.invites, std::vector{issued_invite{.invite = customer_invite(*change.session)}});
  EXPECT_EQ(change.settled_room, (noted_room{"Room-x", noon + std::chrono::milliseconds{7}}));
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
  EXPECT_FALSE(resume(samples::record(), samples::user(), samples::reservation()));
}

TEST_F(escalation, hands_over_to_the_worker_the_conversation_went_to) {
  auto record = samples::record();
  auto& session = record.session;
  session.agent_in_room = true;
  session.idle_since.reset();
  auto reservation = samples::reservation(ben, samples::sid_of<"WT">(2));
  reservation.sid = samples::sid_of<"WR">(2);
  const auto change = resume(record, samples::user(ben, "Ben Agent"), reservation);
  ASSERT_TRUE(change && change->session);
  EXPECT_EQ(change->session->id, session.id);
  EXPECT_EQ(change->session->room, session.room) << "the call goes on in the same room";
  EXPECT_EQ(change->session->worker, ben);
  EXPECT_EQ(change->session->agent_name, "Ben Agent");
  EXPECT_EQ(change->session->task, reservation.task);
  EXPECT_EQ(change->session->reservation, reservation.sid);
  EXPECT_EQ(change->session->handovers, 1u);
  EXPECT_FALSE(change->session->agent_in_room);
  EXPECT_EQ(change->session->idle_since, noon) << "the room is empty without the former agent";
  EXPECT_EQ(change->expelled, std::vector{agent_identity(ada)}) << "whose seat is revoked";
  ASSERT_EQ(change->events.size(), 1u);
  EXPECT_EQ(change->events[0].kind, event_kind::session_handed_over);
  EXPECT_EQ(change->events[0].actor, agent_identity(ben));
}

TEST_F(escalation, keeps_the_agent_s_place_when_only_the_task_is_new) {
  auto record = samples::record();
  record.session.agent_in_room = true;
  const auto change = resume(record, samples::user(), samples::reservation(ada, samples::sid_of<"WT">(2)));
  ASSERT_TRUE(change && change->session);
  EXPECT_EQ(change->session->task, samples::sid_of<"WT">(2));
  EXPECT_EQ(change->session->handovers, 0u);
  EXPECT_TRUE(change->session->agent_in_room);
  EXPECT_TRUE(change->expelled.empty());
}

TEST_F(escalation, is_not_idle_while_a_guest_waits_for_the_new_agent) {
  auto record = samples::record();
  record.session.agent_in_room = true;
  record.session.idle_since.reset();
  record.visits = {samples::visit(1, visit_state::in_room)};
  const auto change = resume(record, samples::user(ben), samples::reservation(ben));
  ASSERT_TRUE(change && change->session);
  EXPECT_FALSE(change->session->idle_since);
}

TEST_F(escalation, renews_a_link_that_has_expired) {
  const auto record = samples::record();
  const auto& session = record.session;
  EXPECT_FALSE(resume(record, samples::user(), samples::reservation(),
                      session.link_expires_at - std::chrono::seconds{1}));
  const auto change = resume(record, samples::user(), samples::reservation(), session.link_expires_at);
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

TEST_F(escalation, records_the_agent_s_token_for_the_session_as_it_was_read) {
  const auto change = record_agent_token(samples::session(), noon, random_);
  EXPECT_EQ(change.session, samples::session()) << "so that no token is issued after the end";
  ASSERT_EQ(change.events.size(), 1u);
  EXPECT_EQ(change.events[0].kind, event_kind::token_issued);
}

TEST_F(escalation, is_seen_by_its_worker_and_by_who_supervises) {
  const auto session = samples::session();
  EXPECT_TRUE(may_view(session, samples::user(ada)));
  auto other = samples::user(ben);
  EXPECT_EQ(may_view(session, other).error().code, errc::not_your_session);
  for (const auto* role : {"supervisor", "admin"}) {
    other.roles = {"agent", role};
    EXPECT_TRUE(may_view(session, other));
  }
  other.roles = {"supervisor-in-training"};
  EXPECT_FALSE(may_view(session, other));
}

TEST_F(escalation, moves_to_another_room) {
  auto session = samples::session();
  session.room_closed = true;
  const room room{.sid = samples::sid_of<"RM">(9), .unique_name = "Room-y"};
  const auto change = renew_room(session, room, noon, random_);
  EXPECT_EQ(change.session->room, room.sid);
  EXPECT_EQ(change.session->room_name, "Room-y");
  EXPECT_FALSE(change.session->room_closed);
  EXPECT_EQ(change.settled_room, (noted_room{"Room-y", noon}));
  EXPECT_EQ(change.events.at(0).kind, event_kind::room_renewed);
}

}  // namespace
}  // namespace flex_video::core
