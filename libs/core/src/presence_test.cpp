#include "flex_video/core/presence.hpp"

#include "samples.hpp"

#include "flex_video/core/identity.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace flex_video::core {
namespace {

using enum room_event_kind;

class presence : public testing::Test {
 protected:
  /// Reports an event and keeps what it changes; false if it changes nothing.
  bool report(room_event_kind kind, const std::string& identity) {
    const auto change =
        observe(session_, visits_, {.kind = kind, .room = session_.room, .identity = identity}, samples::noon,
                random_);
    if (!change) return false;
    if (change->session) session_ = *change->session;
    for (const auto& visit : change->visits) keep(visit);
    for (const auto& event : change->events) kinds_.push_back(event.kind);
    return true;
  }
  void keep(const visit& visit) {
    const auto known = std::ranges::find(visits_, visit.id, &visit::id);
    if (known == visits_.end()) {
      visits_.push_back(visit);
    } else {
      *known = visit;
    }
  }

  const std::string agent_ = agent_identity(samples::ada);
  const std::string customer_ = customer_identity(samples::visit().id);
  session session_ = samples::session();
  std::vector<visit> visits_{samples::visit()};
  std::vector<event_kind> kinds_;
  base::counting_random random_;
};

TEST_F(presence, is_live_when_the_customer_joins_the_agent) {
  EXPECT_TRUE(report(participant_connected, agent_));
  EXPECT_TRUE(session_.agent_in_room);
  EXPECT_EQ(session_.state, session_state::open);
  EXPECT_TRUE(report(participant_connected, customer_));
  EXPECT_EQ(visits_[0].state, visit_state::in_room);
  EXPECT_EQ(session_.state, session_state::live);
  EXPECT_EQ(kinds_, (std::vector{event_kind::participant_connected, event_kind::participant_connected,
                                 event_kind::session_live}));
}

TEST_F(presence, is_live_when_the_agent_joins_the_customer) {
  report(participant_connected, customer_);
  EXPECT_EQ(session_.state, session_state::open);
  report(participant_connected, agent_);
  EXPECT_EQ(session_.state, session_state::live);
}

TEST_F(presence, stays_live_when_one_drops_and_comes_back) {
  report(participant_connected, agent_);
  report(participant_connected, customer_);
  EXPECT_TRUE(report(participant_disconnected, customer_));
  EXPECT_EQ(visits_[0].state, visit_state::away);
  EXPECT_TRUE(report(participant_disconnected, agent_));
  EXPECT_FALSE(session_.agent_in_room);
  EXPECT_EQ(session_.state, session_state::live);
  report(participant_connected, agent_);
  report(participant_connected, customer_);
  EXPECT_EQ(std::ranges::count(kinds_, event_kind::session_live), 1);
}

TEST_F(presence, does_not_count_a_customer_who_is_away) {
  report(participant_connected, customer_);
  report(participant_disconnected, customer_);
  report(participant_connected, agent_);
  EXPECT_EQ(session_.state, session_state::open);
}

TEST_F(presence, ignores_a_repeated_report) {
  EXPECT_FALSE(report(participant_disconnected, agent_));
  EXPECT_FALSE(report(participant_disconnected, customer_));
  report(participant_connected, agent_);
  report(participant_connected, customer_);
  EXPECT_FALSE(report(participant_connected, agent_));
  EXPECT_FALSE(report(participant_connected, customer_));
}

TEST_F(presence, gives_an_unknown_customer_a_visit_when_connected) {
  const auto stranger = samples::id<visit_id>(9);
  EXPECT_FALSE(report(participant_disconnected, customer_identity(stranger)));
  EXPECT_TRUE(report(participant_connected, customer_identity(stranger)));
  ASSERT_EQ(visits_.size(), 2u);
  EXPECT_EQ(visits_[1].id, stranger);
  EXPECT_EQ(visits_[1].state, visit_state::in_room);
  EXPECT_FALSE(visits_[1].device);
}

TEST_F(presence, ignores_who_is_not_of_the_session) {
  EXPECT_FALSE(report(participant_connected, agent_identity(samples::ben)));
  EXPECT_FALSE(report(participant_connected, "somebody"));
  EXPECT_FALSE(report(participant_connected, ""));
}

TEST_F(presence, leaves_a_removed_visit_removed_when_it_disconnects) {
  visits_[0].state = visit_state::removed;
  EXPECT_FALSE(report(participant_disconnected, customer_));
}

TEST_F(presence, ends_the_session_with_its_room) {
  report(participant_connected, customer_);
  EXPECT_TRUE(report(room_ended, ""));
  EXPECT_EQ(session_.state, session_state::ended);
  EXPECT_EQ(session_.end_reason, end_reason::room_ended);
  EXPECT_EQ(visits_[0].state, visit_state::left);
}

TEST_F(presence, changes_nothing_after_the_end) {
  session_.state = session_state::ended;
  EXPECT_FALSE(report(room_ended, ""));
  EXPECT_FALSE(report(participant_connected, customer_));
  EXPECT_FALSE(report(participant_disconnected, agent_));
}

}  // namespace
}  // namespace flex_video::core
