#pragma once

#include "samples.hpp"

#include "flex_video/core/ports/session_store.hpp"
#include "flex_video/core/spelling.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

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
  void write(const session& session) { write(change{.session = session}); }
  void write(const visit& visit) { write(change{.visits = {visit}}); }

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
  EXPECT_EQ(store.find_open_session_by_task(samples::task).error().code, store_errc::not_found);
  EXPECT_EQ(store.find_session_by_room(samples::room).error().code, store_errc::not_found);
  EXPECT_TRUE(store.open_sessions(std::nullopt)->empty());
  EXPECT_TRUE(store.sessions_to_close(10)->empty());
  EXPECT_TRUE(store.visits_of_device(samples::id<device_id>(1))->empty());
  EXPECT_TRUE(store.events_of(samples::id<session_id>(1))->empty());
  EXPECT_TRUE(store.stills_of(samples::id<session_id>(1))->empty());
  EXPECT_EQ(store.find_still(samples::id<session_id>(1), samples::id<still_id>(1)).error().code,
            store_errc::not_found);
  EXPECT_TRUE(store.unsettled_rooms(samples::noon, 10)->empty());
}

TYPED_TEST_P(session_store_contract, finds_a_session_again_with_every_field) {
  using std::chrono::milliseconds;
  auto session = samples::session();
  session.customer_name = "Zoë O'Neill \"☎\"; DROP TABLE session; --";
  session.locale = "pt-BR";
  session.link_ordinal = 255;
  session.state = session_state::live;
  session.live_at = samples::noon + milliseconds{1};
  session.handovers = 3;
  session.agent_in_room = true;
  session.agent_seen = {.at = samples::noon + milliseconds{2}, .stay = samples::sid_of<"PA">(1)};
  session.idle_since = samples::noon + milliseconds{3};
  session.recording = recording_state::paused;
  session.room_closed = true;
  session.stills = 7;
  session.supervisor = {.worker = samples::ben,
                        .name = "Sue \"☎\"",
                        .in_room = true,
                        .mode = supervision_mode::take_over,
                        .seen = sighting{.at = samples::noon, .stay = samples::sid_of<"PA">(2)}};
  this->write(session);
  session.version = 1;
  const session_record expected{.session = session, .visits = {}, .invites = {}};
  EXPECT_EQ(this->store().find_session(session.id), expected);
  EXPECT_EQ(this->store().find_open_session(session.conversation), expected);
  EXPECT_EQ(this->store().find_open_session_by_task(session.task), expected);
  EXPECT_EQ(this->store().find_session_by_room(session.room), expected);
  EXPECT_EQ(this->store().open_sessions(std::nullopt), std::vector{session});
}

TYPED_TEST_P(session_store_contract, keeps_how_a_session_ended) {
  auto session = samples::session();
  this->write(session);
  session.version = 1;
  session.state = session_state::ended;
  session.ended_at = samples::noon + std::chrono::milliseconds{1};
  session.idle_since.reset();
  for (const auto reason : {end_reason::agent_ended, end_reason::room_ended, end_reason::task_ended,
                            end_reason::idle, end_reason::longest_call}) {
    session.end_reason = reason;
    this->write(session);
    ++session.version;
    EXPECT_EQ(this->store().find_session(session.id)->session, session);
  }
}

TYPED_TEST_P(session_store_contract, replaces_only_the_version_that_was_read) {
  auto session = samples::session();
  this->write(session);
  session.version = 1;
  session.agent_name = "first";
  this->write(session);
  session.agent_name = "second, from the same reading";
  this->expect_conflict({.session = session});
  EXPECT_EQ(this->store().find_session(session.id)->session.agent_name, "first");
}

TYPED_TEST_P(session_store_contract, refuses_a_new_row_under_a_known_id) {
  this->write(samples::session());
  this->write(samples::visit());
  this->expect_conflict({.session = samples::session()});
  this->expect_conflict({.visits = {samples::visit()}});
}

TYPED_TEST_P(session_store_contract, refuses_a_later_version_of_a_row_it_does_not_have) {
  auto session = samples::session();
  session.version = 1;
  this->expect_conflict({.session = session});
  this->write(samples::session(2));
  auto visit = samples::visit();
  visit.session = samples::id<session_id>(2);
  visit.version = 1;
  this->expect_conflict({.visits = {visit}});
}

TYPED_TEST_P(session_store_contract, holds_one_open_session_per_conversation) {
  auto first = samples::session(1);
  auto second = samples::session(2);
  second.conversation = first.conversation;
  this->write(first);
  this->expect_conflict({.session = second});
  EXPECT_EQ(this->store().find_session(second.id).error().code, store_errc::not_found);

  first.version = 1;
  first.state = session_state::ended;
  this->write(first);
  EXPECT_EQ(this->store().find_open_session(first.conversation).error().code, store_errc::not_found);
  EXPECT_EQ(this->store().find_open_session_by_task(first.task).error().code, store_errc::not_found);
  this->write(second);
  EXPECT_EQ(this->store().find_open_session(first.conversation)->session.id, second.id);
  EXPECT_EQ(this->store().find_session(first.id)->session.state, session_state::ended);
}

TYPED_TEST_P(session_store_contract, counts_a_live_session_as_open) {
  auto live = samples::session(1);
  live.state = session_state::live;
  this->write(live);
  auto second = samples::session(2);
  second.conversation = live.conversation;
  this->expect_conflict({.session = second});
  EXPECT_EQ(this->store().find_open_session(live.conversation)->session.id, live.id);
}

TYPED_TEST_P(session_store_contract, finds_the_latest_session_of_a_room) {
  auto first = samples::session(1);
  first.state = session_state::ended;
  auto second = samples::session(2);
  second.room = first.room;
  second.opened_at += std::chrono::seconds{1};
  this->write(first);
  this->write(second);
  EXPECT_EQ(this->store().find_session_by_room(first.room)->session.id, second.id);
}

TYPED_TEST_P(session_store_contract, finds_a_session_by_its_present_room) {
  auto session = samples::session();
  this->write(session);
  const auto old = session.room;
  session.version = 1;
  session.room = samples::sid_of<"RM">(9);
  this->write(session);
  EXPECT_EQ(this->store().find_session_by_room(session.room)->session.id, session.id);
  EXPECT_EQ(this->store().find_session_by_room(old).error().code, store_errc::not_found);
}

TYPED_TEST_P(session_store_contract, gathers_visits_and_invites_with_their_session) {
  auto record = samples::record();
  record.invites.push_back({.invite = {.session = record.session.id,
                                       .role = invite_role::interpreter,
                                       .ordinal = 1,
                                       .expires_at = samples::noon + std::chrono::seconds{1}},
                            .revoked = true});
  record.visits = {samples::visit(2), samples::visit(1)};
  this->write({.session = record.session, .visits = record.visits, .invites = record.invites});
  this->write({.session = samples::session(2), .invites = {samples::customer_link(2)}});
  record.session.version = 1;
  for (auto& visit : record.visits) visit.version = 1;
  EXPECT_EQ(this->store().find_session(record.session.id), record);
}

TYPED_TEST_P(session_store_contract, replaces_an_invite_by_its_ordinal) {
  auto record = samples::record();
  this->write({.session = record.session, .invites = record.invites});
  record.invites[0].revoked = true;
  record.invites[0].invite.expires_at += std::chrono::hours{1};
  record.session.version = 1;
  this->write({.session = record.session, .invites = record.invites});
  EXPECT_EQ(this->store().find_session(record.session.id)->invites, record.invites);
}

TYPED_TEST_P(session_store_contract, lists_open_sessions_of_one_worker_or_all) {
  auto of_ada = samples::session(1), of_ben = samples::session(2), over = samples::session(3);
  of_ben.worker = samples::ben;
  over.state = session_state::ended;
  for (const auto& session : {of_ada, of_ben, over}) this->write(session);
  EXPECT_EQ(this->store().open_sessions(std::nullopt)->size(), 2u);
  ASSERT_EQ(this->store().open_sessions(samples::ben)->size(), 1u);
  EXPECT_EQ(this->store().open_sessions(samples::ben)->front().id, of_ben.id);
}

TYPED_TEST_P(session_store_contract, lists_ended_sessions_until_their_room_is_closed) {
  auto open = samples::session(1), over = samples::session(2), closed = samples::session(3);
  over.state = closed.state = session_state::ended;
  closed.room_closed = true;
  for (const auto& session : {open, over, closed}) this->write(session);
  ASSERT_EQ(this->store().sessions_to_close(10)->size(), 1u);
  EXPECT_EQ(this->store().sessions_to_close(10)->front().id, over.id);
  EXPECT_TRUE(this->store().sessions_to_close(0)->empty());
  over.version = 1;
  over.room_closed = true;
  this->write(over);
  EXPECT_TRUE(this->store().sessions_to_close(10)->empty());
}

TYPED_TEST_P(session_store_contract, finds_visits_by_device) {
  this->write(samples::session(1));
  this->write(samples::session(2));
  auto one = samples::visit(1), two = samples::visit(2), elsewhere = samples::visit(3),
       seen_in_room = samples::visit(4);
  elsewhere.session = samples::id<session_id>(2);
  elsewhere.device = one.device;
  seen_in_room.device = std::nullopt;
  for (auto* visit : {&one, &two, &elsewhere, &seen_in_room}) {
    this->write(*visit);
    visit->version = 1;
  }
  EXPECT_EQ(this->store().visits_of_device(*one.device), (std::vector{one, elsewhere}));
  EXPECT_EQ(this->store().find_session(one.session)->visits, (std::vector{one, two, seen_in_room}));
}

TYPED_TEST_P(session_store_contract, keeps_every_field_of_a_visit) {
  this->write(samples::session());
  auto visit = samples::visit(1, visit_state::waiting);
  visit.role = invite_role::agent;
  visit.invite_ordinal = 255;
  this->write(visit);
  for (const auto state : {visit_state::opened, visit_state::admitted, visit_state::in_room,
                           visit_state::away, visit_state::left, visit_state::removed, visit_state::denied}) {
    ++visit.version;
    visit.state = state;
    visit.seen = {.at = samples::noon + std::chrono::milliseconds{visit.version},
                  .stay = samples::sid_of<"PA">(static_cast<unsigned char>(visit.version))};
    if (state == visit_state::away) visit.seen->stay.reset();
    visit.signals = visit.version + 1;
    visit.consent = "2026-11-24";
    this->write(visit);
  }
  ++visit.version;
  EXPECT_EQ(this->store().find_session(visit.session)->visits, std::vector{visit});
}

TYPED_TEST_P(session_store_contract, numbers_events_within_their_session_in_the_order_of_writing) {
  this->write(samples::session(1));
  this->write(samples::session(2));
  auto one = samples::event(2), two = samples::event(1), other = samples::event(3), three = samples::event(4);
  two.visit = samples::id<visit_id>(1);
  two.kind = event_kind::visit_admitted;
  two.at = one.at - std::chrono::hours{1};
  two.detail = "3 relative";
  other.session = samples::id<session_id>(2);
  this->write(change{.events = {one, two}});
  this->write(change{.events = {other}});
  this->write(change{.events = {three}});
  one.number = other.number = 1;
  two.number = 2;
  three.number = 3;
  EXPECT_EQ(this->store().events_of(one.session), (std::vector{one, two, three}));
  EXPECT_EQ(this->store().events_of(one.session, 2), std::vector{three});
  EXPECT_TRUE(this->store().events_of(one.session, 3)->empty());
  EXPECT_EQ(this->store().events_of(other.session), std::vector{other});
}

TYPED_TEST_P(session_store_contract, keeps_every_kind_of_event) {
  this->write(samples::session());
  std::vector<event> written;
  for (const auto& [kind, text] : spelling<event_kind>::values) {
    auto event = samples::event(static_cast<unsigned char>(written.size() + 1));
    event.kind = kind;
    this->write(change{.events = {event}});
    event.number = static_cast<unsigned>(written.size() + 1);
    written.push_back(event);
  }
  EXPECT_EQ(this->store().events_of(samples::session().id), written);
}

TYPED_TEST_P(session_store_contract, writes_all_of_a_change_or_nothing) {
  this->write(samples::session(1));
  this->write(samples::visit(1));
  ASSERT_TRUE(this->store().note_room({.unique_name = "Room-x", .noted_at = samples::noon}));
  auto stale = samples::visit(1);
  stale.version = 7;
  auto session = samples::session(1);
  session.version = 1;
  session.agent_name = "never";
  this->expect_conflict({.session = session,
                         .visits = {samples::visit(2), stale},
                         .invites = {samples::customer_link()},
                         .events = {samples::event()},
                         .settled_room = noted_room{"Room-x", samples::noon}});
  const auto kept = this->store().find_session(session.id);
  EXPECT_EQ(kept->session.agent_name, "Ada Agent");
  EXPECT_EQ(kept->visits.size(), 1u);
  EXPECT_TRUE(kept->invites.empty());
  EXPECT_TRUE(this->store().events_of(session.id)->empty());
  EXPECT_EQ(this->store().unsettled_rooms(samples::noon + std::chrono::hours{1}, 10)->size(), 1u);
}

TYPED_TEST_P(session_store_contract, remembers_rooms_that_were_asked_for_until_a_session_has_them) {
  using std::chrono::seconds;
  auto& store = this->store();
  const noted_room first{.unique_name = "Room-1", .noted_at = samples::noon};
  const noted_room second{.unique_name = "Room-2", .noted_at = samples::noon + seconds{1}};
  ASSERT_TRUE(store.note_room(second));
  ASSERT_TRUE(store.note_room(first));
  EXPECT_EQ(store.unsettled_rooms(samples::noon + seconds{1}, 10), std::vector{first}) << "before, not at";
  EXPECT_EQ(store.unsettled_rooms(samples::noon + seconds{2}, 1), std::vector{first}) << "the oldest first";
  this->write({.session = samples::session(), .settled_room = first});
  EXPECT_EQ(store.unsettled_rooms(samples::noon + seconds{2}, 10), std::vector{second});
  const noted_room again{.unique_name = "Room-2", .noted_at = samples::noon + seconds{5}};
  ASSERT_TRUE(store.note_room(again));
  this->write(change{.settled_room = second});
  EXPECT_EQ(store.unsettled_rooms(samples::noon + seconds{6}, 10), std::vector{again}) << "asked for anew";
  this->write(change{.settled_room = again});
  EXPECT_TRUE(store.unsettled_rooms(samples::noon + seconds{6}, 10)->empty());
}

TYPED_TEST_P(session_store_contract, forgets_sessions_that_ended_long_ago) {
  auto& store = this->store();
  const auto ended = [&](unsigned char number, base::time_point when, bool room_closed = true) {
    auto session = samples::session(number);
    session.state = session_state::ended;
    session.ended_at = when;
    session.room_closed = room_closed;
    this->write(session);
    return session.id;
  };
  const auto old = ended(1, samples::noon), newer = ended(2, samples::noon + std::chrono::seconds{1});
  const auto with_open_room = ended(3, samples::noon, false), old_as_well = ended(4, samples::noon);
  this->write(samples::session(5));
  const auto shared = samples::visit(1).device;
  this->write({.visits = {samples::visit(1)},
               .invites = {samples::customer_link()},
               .events = {samples::event()},
               .stills = {samples::still()}});

  EXPECT_EQ(store.forget_sessions(samples::noon, 10), row_counts{}) << "before, not at";
  const auto later = samples::noon + std::chrono::seconds{1};
  row_counts all_of_one;
  for (const auto& [kind, name] : spelling<kept_row>::values)
    all_of_one[kind] = kind == kept_row::room || kind == kept_row::webhook ? 0 : 1;
  EXPECT_EQ(store.forget_sessions(later, 1), all_of_one);
  EXPECT_EQ(store.find_session(old).error().code, store_errc::not_found);
  EXPECT_TRUE(store.events_of(old)->empty());
  EXPECT_TRUE(store.stills_of(old)->empty());
  EXPECT_TRUE(store.visits_of_device(*shared)->empty());
  EXPECT_EQ(store.forget_sessions(later, 10).value()[kept_row::session], 1u);
  EXPECT_EQ(store.find_session(old_as_well).error().code, store_errc::not_found);
  EXPECT_TRUE(store.find_session(newer));
  EXPECT_TRUE(store.find_session(with_open_room));
  EXPECT_TRUE(store.find_session(samples::session(5).id));

  const auto again = ended(1, later);
  this->write({.events = {samples::event()}});
  EXPECT_EQ(store.events_of(again)->at(0).number, 1u) << "nothing of it is left";
}

REGISTER_TYPED_TEST_SUITE_P(
    session_store_contract, finds_nothing_when_empty, finds_a_session_again_with_every_field,
    keeps_how_a_session_ended, replaces_only_the_version_that_was_read, refuses_a_new_row_under_a_known_id,
    refuses_a_later_version_of_a_row_it_does_not_have, holds_one_open_session_per_conversation,
    counts_a_live_session_as_open, finds_the_latest_session_of_a_room, finds_a_session_by_its_present_room,
    gathers_visits_and_invites_with_their_session, replaces_an_invite_by_its_ordinal,
    lists_open_sessions_of_one_worker_or_all, lists_ended_sessions_until_their_room_is_closed,
    finds_visits_by_device, keeps_every_field_of_a_visit,
    numbers_events_within_their_session_in_the_order_of_writing, keeps_every_kind_of_event,
    writes_all_of_a_change_or_nothing, remembers_rooms_that_were_asked_for_until_a_session_has_them,
    forgets_sessions_that_ended_long_ago);

}  // namespace flex_video::core
