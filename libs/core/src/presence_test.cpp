#include "flex_video/core/presence.hpp"

#include "samples.hpp"
#include "testing/dice.hpp"

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
    return report(kind, identity, happened_ += std::chrono::seconds{1});
  }
  bool report(room_event_kind kind, const std::string& identity, base::time_point at,
              std::optional<participant_sid> stay = std::nullopt) {
    const room_event event{
        .kind = kind, .room = record_.session.room, .identity = identity, .seen = {.at = at, .stay = stay}};
    return keep(observe(record_, event, policy_, samples::noon, random_));
  }
  /// What a look at the room shows.
  bool look(const std::vector<std::string>& identities, bool in_progress = true) {
    return keep(reconcile(record_, {.in_progress = in_progress, .identities = identities}, policy_,
                          samples::noon, random_));
  }
  bool keep(const std::optional<change>& change) {
    expelled_.clear();
    if (!change) return false;
    expelled_ = change->expelled;
    apply(record_, *change);
    for (const auto& event : change->events) kinds_.push_back(event.kind);
    return true;
  }

  const std::string agent_ = agent_identity(samples::ada);
  const std::string customer_ = customer_identity(samples::visit().id);
  session_record record_ = [] {
    auto record = samples::record();
    record.visits = {samples::visit()};
    return record;
  }();
  session& session_ = record_.session;
  std::vector<visit>& visits_ = record_.visits;
  base::time_point happened_ = samples::noon;
  std::vector<event_kind> kinds_;
  std::vector<std::string> expelled_;
  policy policy_;
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
  for (const auto kind : {participant_connected, participant_disconnected}) {
    EXPECT_TRUE(report(kind, agent_, happened_));
    EXPECT_TRUE(report(kind, customer_, happened_));
    EXPECT_FALSE(report(kind, agent_, happened_));
    EXPECT_FALSE(report(kind, customer_, happened_));
  }
}

TEST_F(presence, has_no_event_for_what_was_so_already) {
  report(participant_connected, agent_);
  report(participant_connected, customer_);
  const auto before = kinds_;
  EXPECT_TRUE(report(participant_connected, agent_)) << "but it is newer, and that is remembered";
  EXPECT_TRUE(report(participant_connected, customer_));
  EXPECT_EQ(kinds_, before);
}

TEST_F(presence, ignores_the_end_of_a_stay_that_another_has_replaced) {
  const auto older = samples::sid_of<"PA">(1), newer = samples::sid_of<"PA">(2);
  const auto at = [](int second) { return samples::noon + std::chrono::seconds{second}; };
  for (const auto& who : {agent_, customer_}) {
    report(participant_connected, who, at(1), older);
    report(participant_connected, who, at(2), newer);
    EXPECT_FALSE(report(participant_disconnected, who, at(3), older));
  }
  EXPECT_TRUE(session_.agent_in_room);
  EXPECT_EQ(visits_[0].state, visit_state::in_room);
  EXPECT_TRUE(report(participant_disconnected, customer_, at(4), newer));
  EXPECT_EQ(visits_[0].state, visit_state::away);
}

TEST_F(presence, keeps_only_the_time_of_a_report_that_tells_what_is_known) {
  EXPECT_TRUE(report(participant_disconnected, agent_));
  EXPECT_TRUE(report(participant_disconnected, customer_));
  EXPECT_TRUE(kinds_.empty());
  EXPECT_EQ(visits_[0].state, visit_state::admitted);
  EXPECT_EQ(session_.idle_since, samples::noon);
}

TEST_F(presence, knows_who_went_when_that_is_told_before_their_coming) {
  const auto came = samples::noon, went = samples::noon + std::chrono::seconds{1};
  for (const auto& who : {agent_, customer_}) {
    report(participant_disconnected, who, went);
    EXPECT_FALSE(report(participant_connected, who, came));
  }
  EXPECT_FALSE(somebody_in_room(record_));
}

TEST_F(presence, believes_nothing_of_a_room_that_is_closed) {
  report(room_ended, "");
  EXPECT_FALSE(report(participant_connected, agent_)) << "that was told late";
  EXPECT_FALSE(look({agent_, customer_}));
  EXPECT_EQ(session_.idle_since, samples::noon);
}

TEST_F(presence, writes_the_session_when_it_puts_somebody_out) {
  const room_event intruder{.kind = participant_connected,
                            .room = session_.room,
                            .identity = agent_identity(samples::ben),
                            .seen = {.at = happened_}};
  const auto change = observe(record_, intruder, policy_, samples::noon, random_);
  ASSERT_TRUE(change);
  EXPECT_EQ(change->session, session_) << "so that nobody is put out who is the agent by then";
}

TEST_F(presence, gives_an_unknown_customer_a_visit_when_connected) {
  const auto stranger = samples::id<visit_id>(9);
  EXPECT_FALSE(report(participant_disconnected, customer_identity(stranger)));
  EXPECT_TRUE(report(participant_connected, customer_identity(stranger)));
  ASSERT_EQ(visits_.size(), 2u);
  EXPECT_EQ(visits_[1].id, stranger);
  EXPECT_EQ(visits_[1].state, visit_state::in_room);
  EXPECT_EQ(visits_[1].version, 0u);
  EXPECT_FALSE(visits_[1].device);
}

TEST_F(presence, lets_an_unknown_customer_in_while_there_is_a_place) {
  policy_.max_participants = 3;  // the agent, the one with a visit, and one more
  const auto first = customer_identity(samples::id<visit_id>(8)),
             second = customer_identity(samples::id<visit_id>(9));
  report(participant_connected, first);
  EXPECT_TRUE(report(participant_connected, second));
  EXPECT_EQ(expelled_, std::vector{second});
  EXPECT_EQ(visits_.size(), 2u);
  report(participant_disconnected, first);
  EXPECT_EQ(visits_[1].state, visit_state::left) << "and holds no place any more";
  report(participant_connected, second);
  ASSERT_EQ(visits_.size(), 3u);
  EXPECT_EQ(visits_[2].state, visit_state::in_room);
  EXPECT_TRUE(report(participant_connected, first));
  EXPECT_EQ(expelled_, std::vector{first});
  report(participant_disconnected, second);
  EXPECT_TRUE(report(participant_connected, first));
  EXPECT_EQ(visits_[1].state, visit_state::in_room) << "nobody needs to ask for the place that is free again";
}

TEST_F(presence, keeps_an_unknown_customer_out_whom_the_agent_removed) {
  const auto stranger = customer_identity(samples::id<visit_id>(9));
  report(participant_connected, stranger);
  visits_[1].state = visit_state::removed;
  report(participant_connected, stranger);
  EXPECT_EQ(expelled_, std::vector{stranger});
}

TEST_F(presence, ignores_who_is_not_of_the_session) {
  EXPECT_FALSE(report(participant_connected, "somebody"));
  EXPECT_FALSE(report(participant_connected, ""));
}

TEST_F(presence, leaves_a_removed_visit_removed_when_it_disconnects) {
  visits_[0].state = visit_state::removed;
  report(participant_disconnected, customer_);
  EXPECT_EQ(visits_[0].state, visit_state::removed);
}

TEST_F(presence, has_whoever_holds_no_place_put_out) {
  for (const auto state : {visit_state::opened, visit_state::waiting, visit_state::left, visit_state::removed,
                           visit_state::denied}) {
    visits_[0].state = state;
    EXPECT_TRUE(report(participant_connected, customer_));
    EXPECT_EQ(expelled_, std::vector{customer_});
    EXPECT_EQ(visits_[0].state, state);
  }
  EXPECT_TRUE(report(participant_connected, agent_identity(samples::ben))) << "the agent before the handover";
  EXPECT_EQ(expelled_, std::vector{agent_identity(samples::ben)});
  EXPECT_FALSE(report(participant_disconnected, agent_identity(samples::ben)));
  EXPECT_TRUE(kinds_.empty());
}

TEST_F(presence, ignores_what_happened_before_the_newest_report) {
  report(participant_connected, customer_);
  report(participant_connected, agent_);
  report(participant_disconnected, customer_);
  report(participant_disconnected, agent_);
  EXPECT_FALSE(report(participant_connected, customer_, samples::noon));
  EXPECT_FALSE(report(participant_connected, agent_, samples::noon));
  EXPECT_TRUE(report(participant_connected, customer_));
}

TEST_F(presence, comes_to_the_same_end_whatever_the_order_of_the_reports) {
  const auto at = [](int second) { return samples::noon + std::chrono::seconds{second}; };
  report(participant_disconnected, customer_, at(2));
  report(participant_connected, customer_, at(3));
  report(participant_connected, customer_, at(1));
  EXPECT_EQ(visits_[0].state, visit_state::in_room);
}

TEST_F(presence, knows_who_is_in_whatever_the_order_of_any_reports) {
  for (std::uint64_t seed = 0; seed < 5000; ++seed) {
    model::dice dice{seed};
    record_ = samples::record();
    record_.visits = {samples::visit()};
    std::vector<room_event> reports;
    std::vector<bool> is_in(2);
    for (int at = 0; at < 8; ++at) {
      const auto who = dice.below(2);
      is_in[who] = dice.one_in(2);
      reports.push_back({.kind = is_in[who] ? participant_connected : participant_disconnected,
                         .room = session_.room,
                         .identity = who == 0 ? agent_ : customer_,
                         .seen = {.at = samples::noon + std::chrono::seconds{at}}});
    }
    for (std::size_t i = 0; i < 8; ++i) reports.push_back(room_event{reports[i]});  // each comes twice
    for (auto left = reports.size(); left > 0; --left) {
      std::swap(reports[dice.below(left)], reports[left - 1]);
      keep(observe(record_, reports[left - 1], policy_, samples::noon, random_));
    }
    ASSERT_EQ(session_.agent_in_room, is_in[0]) << "seed " << seed;
    ASSERT_EQ(visits_[0].state == visit_state::in_room, is_in[1]) << "seed " << seed;
  }
}

TEST_F(presence, ignores_reports_of_a_room_the_session_has_left) {
  const room_event event{.kind = participant_connected,
                         .room = samples::sid_of<"RM">(9),
                         .identity = customer_,
                         .seen = {.at = happened_}};
  EXPECT_FALSE(observe(record_, event, policy_, samples::noon, random_));
}

TEST_F(presence, counts_the_idle_time_from_when_the_last_one_went) {
  report(participant_connected, agent_);
  EXPECT_FALSE(session_.idle_since);
  report(participant_connected, customer_);
  report(participant_disconnected, agent_);
  EXPECT_FALSE(session_.idle_since);
  report(participant_disconnected, customer_);
  EXPECT_EQ(session_.idle_since, samples::noon);
}

TEST_F(presence, is_live_since_they_met) {
  report(participant_connected, agent_);
  EXPECT_FALSE(session_.live_at);
  report(participant_connected, customer_);
  EXPECT_EQ(session_.live_at, samples::noon);
}

TEST_F(presence, catches_up_with_what_a_look_shows) {
  EXPECT_TRUE(look({agent_, customer_}));
  EXPECT_EQ(session_.state, session_state::live);
  EXPECT_TRUE(session_.agent_in_room);
  EXPECT_EQ(visits_[0].state, visit_state::in_room);
  EXPECT_FALSE(look({customer_, agent_})) << "nothing new";
  EXPECT_TRUE(look({}));
  EXPECT_FALSE(session_.agent_in_room);
  EXPECT_EQ(visits_[0].state, visit_state::away);
  EXPECT_TRUE(session_.idle_since);
}

TEST_F(presence, lets_a_look_say_nothing_about_the_order) {
  look({customer_});
  EXPECT_TRUE(report(participant_disconnected, customer_, samples::noon - std::chrono::hours{1}))
      << "the provider's clock may be behind ours";
}

TEST_F(presence, has_intruders_put_out_when_it_looks) {
  visits_[0].state = visit_state::removed;
  EXPECT_TRUE(look({customer_, agent_identity(samples::ben)}));
  EXPECT_EQ(expelled_, (std::vector{customer_, agent_identity(samples::ben)}));
}

TEST_F(presence, ends_a_live_call_whose_room_is_gone) {
  look({agent_, customer_});
  EXPECT_TRUE(look({}, false));
  EXPECT_EQ(session_.end_reason, end_reason::room_ended);
}

TEST_F(presence, only_notes_a_room_that_ends_before_the_two_met) {
  report(participant_connected, customer_);
  EXPECT_TRUE(report(room_ended, ""));
  EXPECT_EQ(session_.state, session_state::open);
  EXPECT_TRUE(session_.room_closed);
  EXPECT_TRUE(session_.idle_since);
  EXPECT_EQ(visits_[0].state, visit_state::away);
  EXPECT_EQ(kinds_.back(), event_kind::participant_disconnected);
  EXPECT_FALSE(report(room_ended, ""));
}

TEST_F(presence, notes_that_the_room_of_an_ended_session_is_closed) {
  session_.state = session_state::ended;
  EXPECT_TRUE(report(room_ended, ""));
  EXPECT_TRUE(session_.room_closed);
  EXPECT_FALSE(report(room_ended, ""));
  EXPECT_TRUE(kinds_.empty());
}

TEST_F(presence, ends_the_session_with_its_room) {
  report(participant_connected, customer_);
  report(participant_connected, agent_);
  EXPECT_TRUE(report(room_ended, ""));
  EXPECT_EQ(session_.state, session_state::ended);
  EXPECT_EQ(session_.end_reason, end_reason::room_ended);
  EXPECT_EQ(visits_[0].state, visit_state::left);
}

TEST_F(presence, changes_nothing_after_the_end) {
  session_.state = session_state::ended;
  session_.room_closed = true;
  EXPECT_FALSE(report(room_ended, ""));
  EXPECT_FALSE(look({customer_}));
  EXPECT_FALSE(report(participant_connected, customer_));
  EXPECT_FALSE(report(participant_disconnected, agent_));
}

}  // namespace
}  // namespace flex_video::core
