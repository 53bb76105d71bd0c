#include "flex_video/core/closing.hpp"

#include "samples.hpp"

#include <gtest/gtest.h>

namespace flex_video::core {
namespace {

using namespace std::chrono_literals;
using samples::noon;

TEST(closing, ends_with_time_reason_and_those_in_the_room_gone) {
  auto record = samples::record();
  record.session.agent_in_room = true;
  record.visits = {samples::visit(1, visit_state::in_room), samples::visit(2, visit_state::away),
                   samples::visit(3, visit_state::waiting)};
  base::counting_random random;
  const auto change = end_session(record, end_reason::agent_ended, "agent:x", noon, random);
  ASSERT_TRUE(change.session);
  EXPECT_EQ(change.session->state, session_state::ended);
  EXPECT_EQ(change.session->ended_at, noon);
  EXPECT_EQ(change.session->end_reason, end_reason::agent_ended);
  EXPECT_FALSE(change.session->agent_in_room);
  EXPECT_FALSE(change.session->idle_since);
  EXPECT_FALSE(change.session->room_closed) << "that is still to be done";
  ASSERT_EQ(change.visits.size(), 2u);
  for (const auto& visit : change.visits) EXPECT_EQ(visit.state, visit_state::left);
  ASSERT_EQ(change.events.size(), 1u);
  EXPECT_EQ(change.events[0].kind, event_kind::session_ended);
  EXPECT_EQ(change.events[0].actor, "agent:x");
  EXPECT_EQ(change.events[0].detail, "agent_ended");
}

TEST(closing, knows_that_a_room_which_ended_is_closed) {
  base::counting_random random;
  const auto change = end_session(samples::record(), end_reason::room_ended, "provider", noon, random);
  EXPECT_TRUE(change.session->room_closed);
  EXPECT_TRUE(record_room_closed(samples::session()).session->room_closed);
}

class overdue_sessions : public testing::Test {
 protected:
  std::optional<end_reason> at(base::time_point now) const { return overdue(session_, policy_, now); }

  policy policy_{.link_life = 1h, .longest_call = 4h, .idle_end = 15min};
  session session_ = [] {
    auto session = samples::session();
    session.link_expires_at = noon + 1h;
    return session;
  }();
};

TEST_F(overdue_sessions, wait_for_the_customer_as_long_as_the_link_admits) {
  EXPECT_EQ(at(noon + 1h - 1ms), std::nullopt);
  EXPECT_EQ(at(noon + 1h), end_reason::idle);
}

TEST_F(overdue_sessions, wait_while_anybody_is_in_the_room) {
  session_.idle_since.reset();
  EXPECT_EQ(at(noon + 24h), std::nullopt);
}

TEST_F(overdue_sessions, give_who_just_left_an_expired_link_time_to_come_back) {
  session_.idle_since = noon + 1h;
  EXPECT_EQ(at(noon + 1h + 15min - 1ms), std::nullopt);
  EXPECT_EQ(at(noon + 1h + 15min), end_reason::idle);
}

TEST_F(overdue_sessions, are_over_when_a_call_s_room_stays_empty) {
  session_.state = session_state::live;
  session_.live_at = noon;
  EXPECT_EQ(at(noon + 15min - 1ms), std::nullopt);
  EXPECT_EQ(at(noon + 15min), end_reason::idle);
}

TEST_F(overdue_sessions, are_over_when_a_call_lasted_as_long_as_it_may) {
  session_.state = session_state::live;
  session_.live_at = noon;
  session_.idle_since.reset();
  EXPECT_EQ(at(noon + 4h - 1ms), std::nullopt);
  EXPECT_EQ(at(noon + 4h), end_reason::longest_call);
}

TEST_F(overdue_sessions, are_not_those_that_have_ended) {
  session_.state = session_state::ended;
  EXPECT_EQ(at(noon + 240h), std::nullopt);
}

}  // namespace
}  // namespace flex_video::core
