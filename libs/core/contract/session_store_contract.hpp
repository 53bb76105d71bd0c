#pragma once

#include "samples.hpp"

#include "flex_video/core/ports/session_store.hpp"

#include <gtest/gtest.h>

#include <string>

/// What every session_store must do. To run it on one, give a type that makes an empty store and hands it out
/// by `core::session_store& store()`:
///
///     INSTANTIATE_TYPED_TEST_SUITE_P(memory, session_store_contract, my_maker);
namespace flex_video::core {

template <class Maker>
class session_store_contract : public testing::Test {
 protected:
  session_store& store() { return maker_.store(); }

  void write(const change& change) {
    const auto written = store().commit(change);
    ASSERT_TRUE(written) << written.error().code.message();
  }
  void write(const session& session) { write(change{.session = session, .visits = {}, .events = {}}); }
  void write(const visit& visit) { write(change{.session = {}, .visits = {visit}, .events = {}}); }

  void expect_conflict(const change& change) {
    const auto refused = store().commit(change);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, store_errc::conflict);
  }

 private:
  Maker maker_;
};

TYPED_TEST_SUITE_P(session_store_contract);

TYPED_TEST_P(session_store_contract, finds_nothing_when_empty) {
  auto& store = this->store();
  EXPECT_EQ(store.find_session(samples::id<session_id>(1)).error().code, store_errc::not_found);
  EXPECT_EQ(store.find_open_session(samples::conversation).error().code, store_errc::not_found);
  EXPECT_EQ(store.find_session_by_room(samples::room).error().code, store_errc::not_found);
  EXPECT_EQ(store.find_visit(samples::id<visit_id>(1)).error().code, store_errc::not_found);
  EXPECT_TRUE(store.visits_of(samples::id<session_id>(1))->empty());
  EXPECT_TRUE(store.visits_of_device(samples::id<device_id>(1))->empty());
  EXPECT_TRUE(store.events_of(samples::id<session_id>(1))->empty());
}

TYPED_TEST_P(session_store_contract, finds_a_session_again_with_every_field) {
  auto session = samples::session();
  session.customer_name = "Zoë O'Neill \"☎\"";
  session.locale = "pt-BR";
  session.handovers = 3;
  session.agent_in_room = true;
  this->write(session);
  session.version = 1;
  EXPECT_EQ(this->store().find_session(session.id), session);
  EXPECT_EQ(this->store().find_open_session(session.conversation), session);
  EXPECT_EQ(this->store().find_session_by_room(session.room), session);
}

TYPED_TEST_P(session_store_contract, keeps_how_a_session_ended) {
  auto session = samples::session();
  this->write(session);
  session.version = 1;
  session.state = session_state::ended;
  session.ended_at = samples::noon + std::chrono::milliseconds{1};
  session.end_reason = end_reason::room_ended;
  this->write(session);
  session.version = 2;
  EXPECT_EQ(this->store().find_session(session.id), session);
}

TYPED_TEST_P(session_store_contract, replaces_only_the_version_that_was_read) {
  auto session = samples::session();
  this->write(session);
  session.version = 1;
  session.agent_name = "first";
  this->write(session);
  session.agent_name = "second, from the same reading";
  this->expect_conflict({.session = session, .visits = {}, .events = {}});
  EXPECT_EQ(this->store().find_session(session.id)->agent_name, "first");
}

TYPED_TEST_P(session_store_contract, refuses_a_new_row_under_a_known_id) {
  this->write(samples::session());
  this->write(samples::visit());
  this->expect_conflict({.session = samples::session(), .visits = {}, .events = {}});
  this->expect_conflict({.session = {}, .visits = {samples::visit()}, .events = {}});
}

TYPED_TEST_P(session_store_contract, refuses_a_later_version_of_a_row_it_does_not_have) {
  auto session = samples::session();
  session.version = 1;
  auto visit = samples::visit();
  visit.version = 1;
  this->expect_conflict({.session = session, .visits = {}, .events = {}});
  this->expect_conflict({.session = {}, .visits = {visit}, .events = {}});
}

TYPED_TEST_P(session_store_contract, holds_one_open_session_per_conversation) {
  auto first = samples::session(1);
  auto second = samples::session(2);
  second.conversation = first.conversation;
  this->write(first);
  this->expect_conflict({.session = second, .visits = {}, .events = {}});
  EXPECT_EQ(this->store().find_session(second.id).error().code, store_errc::not_found);

  first.version = 1;
  first.state = session_state::ended;
  this->write(first);
  EXPECT_EQ(this->store().find_open_session(first.conversation).error().code, store_errc::not_found);
  this->write(second);
  EXPECT_EQ(this->store().find_open_session(first.conversation)->id, second.id);
  EXPECT_EQ(this->store().find_session(first.id)->state, session_state::ended);
}

TYPED_TEST_P(session_store_contract, counts_a_live_session_as_open) {
  auto live = samples::session(1);
  live.state = session_state::live;
  this->write(live);
  auto second = samples::session(2);
  second.conversation = live.conversation;
  this->expect_conflict({.session = second, .visits = {}, .events = {}});
  EXPECT_EQ(this->store().find_open_session(live.conversation)->id, live.id);
}

TYPED_TEST_P(session_store_contract, finds_the_latest_session_of_a_room) {
  auto first = samples::session(1);
  first.state = session_state::ended;
  auto second = samples::session(2);
  second.room = first.room;
  this->write(first);
  this->write(second);
  EXPECT_EQ(this->store().find_session_by_room(first.room)->id, second.id);
}

TYPED_TEST_P(session_store_contract, finds_visits_by_id_session_and_device) {
  auto one = samples::visit(1), two = samples::visit(2), elsewhere = samples::visit(3),
       seen_in_room = samples::visit(4);
  elsewhere.session = samples::id<session_id>(2);
  elsewhere.device = one.device;
  seen_in_room.device = std::nullopt;
  for (auto* visit : {&one, &two, &elsewhere, &seen_in_room}) {
    this->write(*visit);
    visit->version = 1;
  }
  EXPECT_EQ(this->store().find_visit(two.id), two);
  EXPECT_EQ(this->store().visits_of(one.session), (std::vector{one, two, seen_in_room}));
  EXPECT_EQ(this->store().visits_of_device(*one.device), (std::vector{one, elsewhere}));
}

TYPED_TEST_P(session_store_contract, keeps_every_field_of_a_visit) {
  auto visit = samples::visit(1, visit_state::waiting);
  visit.role = invite_role::agent;
  visit.invite_ordinal = 255;
  this->write(visit);
  visit.version = 1;
  visit.state = visit_state::away;
  this->write(visit);
  visit.version = 2;
  EXPECT_EQ(this->store().find_visit(visit.id), visit);
  EXPECT_EQ(this->store().visits_of(visit.session), std::vector{visit});
}

TYPED_TEST_P(session_store_contract, keeps_events_in_the_order_of_writing) {
  auto one = samples::event(2), two = samples::event(1), other = samples::event(3);
  two.visit = samples::id<visit_id>(1);
  two.kind = event_kind::visit_admitted;
  two.at = one.at - std::chrono::hours{1};
  other.session = samples::id<session_id>(2);
  this->write(change{.session = {}, .visits = {}, .events = {one, two, other}});
  EXPECT_EQ(this->store().events_of(one.session), (std::vector{one, two}));
}

TYPED_TEST_P(session_store_contract, writes_all_of_a_change_or_nothing) {
  this->write(samples::visit(1));
  auto stale = samples::visit(1);
  stale.version = 7;
  this->expect_conflict(
      {.session = samples::session(), .visits = {samples::visit(2), stale}, .events = {samples::event()}});
  EXPECT_FALSE(this->store().find_session(samples::id<session_id>(1)));
  EXPECT_FALSE(this->store().find_visit(samples::id<visit_id>(2)));
  EXPECT_TRUE(this->store().events_of(samples::id<session_id>(1))->empty());
}

REGISTER_TYPED_TEST_SUITE_P(session_store_contract, finds_nothing_when_empty,
                            finds_a_session_again_with_every_field, keeps_how_a_session_ended,
                            replaces_only_the_version_that_was_read, refuses_a_new_row_under_a_known_id,
                            refuses_a_later_version_of_a_row_it_does_not_have,
                            holds_one_open_session_per_conversation, counts_a_live_session_as_open,
                            finds_the_latest_session_of_a_room, finds_visits_by_id_session_and_device,
                            keeps_every_field_of_a_visit, keeps_events_in_the_order_of_writing,
                            writes_all_of_a_change_or_nothing);

}  // namespace flex_video::core
