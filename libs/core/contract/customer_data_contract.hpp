#pragma once

#include "samples.hpp"

#include "flex_video/core/ports/customer_data.hpp"
#include "flex_video/core/ports/kept_rooms.hpp"
#include "flex_video/core/ports/session_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

/// What every customer_data must do, and what session_store::forget_sessions() does to what is beside
/// sessions. To run it on one, give a type that makes an empty store and hands it out by `store()`, `data()`,
/// `inbox()` and `rooms()`.
namespace flex_video::core {

template <class Maker>
class customer_data_contract : public testing::Test {
 protected:
  static inline const base::time_point now = samples::noon + std::chrono::hours{2};  // ended() is over

  session_store& store() { return maker_.store(); }
  customer_data& data() { return maker_.data(); }
  webhook_inbox& inbox() { return maker_.inbox(); }
  kept_rooms& rooms() { return maker_.rooms(); }

  void write(const change& change) {
    const auto written = store().commit(change);
    ASSERT_TRUE(written) << written.error().code.message() << ' ' << written.error().detail;
  }
  /// A session that has ended, in a conversation, a task and a room of its own, with a row of each kind.
  session ended(unsigned char number) {
    auto session = samples::session(number);
    session.task = samples::sid_of<"WT">(number);
    session.room_name = "Room-" + session.task.str();
    session.opened_at = samples::noon + std::chrono::seconds{number};
    session.state = session_state::ended;
    session.ended_at = samples::noon + std::chrono::hours{1};
    session.room_closed = true;
    session.stills = 1;
    auto visit = samples::visit(number, visit_state::left);
    auto event = samples::event(number);
    auto still = samples::still(number);
    visit.session = event.session = still.about.session = session.id;
    write({.session = session,
           .visits = {visit},
           .invites = {samples::customer_link(number)},
           .events = {event},
           .stills = {still}});
    return session;
  }
  static data_subject only(const session& session) {
    return {.conversations = {session.conversation}, .sessions = {}};
  }
  base::result<erasure> erase(const data_subject& whose) {
    return data().erase(whose, now, [](const erasure&) { return std::string(64, 'a'); });
  }
  /// How much is kept, of sessions 1 to 9.
  std::size_t kept() {
    data_subject everybody;
    for (unsigned char number = 1; number < 10; ++number)
      everybody.sessions.push_back(samples::id<session_id>(number));
    return data().gather(everybody)->size();
  }

 private:
  Maker maker_;
};

TYPED_TEST_SUITE_P(customer_data_contract);

TYPED_TEST_P(customer_data_contract, gathers_all_of_a_conversation_and_of_single_sessions) {
  const auto first = this->ended(1), elsewhere = this->ended(3);
  auto second = samples::session(2);
  second.conversation = first.conversation;
  second.opened_at = first.opened_at + std::chrono::hours{2};
  this->write({.session = second});
  const auto found = this->data().gather(this->only(first)).value();
  ASSERT_EQ(found.size(), 2u) << "one that is open, too";
  EXPECT_EQ(found[0].record, *this->store().find_session(first.id));
  EXPECT_EQ(found[0].events, *this->store().events_of(first.id));
  EXPECT_EQ(found[0].stills, std::vector{samples::still(1).about});
  EXPECT_EQ(found[1].record.session.id, second.id);
  EXPECT_TRUE(found[1].events.empty());

  const data_subject both{.conversations = {first.conversation},
                          .sessions = {elsewhere.id, second.id, elsewhere.id}};
  EXPECT_EQ(this->data().gather(both)->size(), 3u) << "each once";
  EXPECT_EQ(this->data().gather({.conversations = {}, .sessions = {elsewhere.id}})->size(), 1u);
}

TYPED_TEST_P(customer_data_contract, has_nothing_of_somebody_unknown) {
  this->ended(1);
  EXPECT_TRUE(this->data().gather({}).value().empty());
  EXPECT_TRUE(
      this->data().gather({.conversations = {samples::sid_of<"CH">(9)}, .sessions = {}}).value().empty());
  const auto made =
      this->erase({.conversations = {samples::sid_of<"CH">(9)}, .sessions = {samples::id<session_id>(9)}});
  ASSERT_TRUE(made);
  EXPECT_TRUE(made->sessions.empty());
  EXPECT_EQ(made->rows, row_counts{});
  EXPECT_EQ(this->kept(), 1u);
}

TYPED_TEST_P(customer_data_contract, erases_one_customer_and_nobody_else) {
  const auto mine = this->ended(1), other = this->ended(2);
  const auto before = this->data().gather(this->only(other)).value();
  const auto made = this->erase(this->only(mine));
  ASSERT_TRUE(made) << made.error().detail;
  EXPECT_EQ(made->sessions, std::vector{mine.id});
  row_counts one_of_each;
  for (const auto& [kind, name] : spelling<kept_row>::values)
    one_of_each[kind] = kind == kept_row::room || kind == kept_row::webhook ? 0 : 1;
  EXPECT_EQ(made->rows, one_of_each);
  EXPECT_EQ(this->store().find_session(mine.id).error().code, store_errc::not_found);
  EXPECT_TRUE(this->store().visits_of_device(samples::id<device_id>(1))->empty());
  EXPECT_TRUE(this->store().events_of(mine.id)->empty());
  EXPECT_EQ(this->store().find_still(mine.id, samples::id<still_id>(1)).error().code, store_errc::not_found);
  EXPECT_EQ(this->data().gather(this->only(other)), before);
  EXPECT_EQ(this->erase(this->only(mine))->rows, row_counts{}) << "once";
}

TYPED_TEST_P(customer_data_contract, erases_nothing_while_a_call_is_open_or_its_room_may_be) {
  auto mine = this->ended(1);
  auto still_open = samples::session(2);
  still_open.conversation = mine.conversation;
  this->write({.session = still_open});
  bool asked = false;
  const auto refuse = [&] {
    const auto refused = this->data().erase(this->only(mine), this->now, [&](const erasure&) {
      asked = true;
      return std::string(64, 'b');
    });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, store_errc::in_use);
    EXPECT_EQ(this->kept(), 2u);
  };
  refuse();
  still_open.version = 1;
  still_open.state = session_state::ended;
  still_open.ended_at = samples::noon;
  this->write({.session = still_open});
  refuse();
  EXPECT_FALSE(asked);
  EXPECT_EQ(this->data().find_erasure(std::string(64, 'b')).error().code, store_errc::not_found);
  still_open.version = 2;
  still_open.room_closed = true;
  this->write({.session = still_open});
  EXPECT_EQ(this->erase(this->only(mine))->sessions, (std::vector{still_open.id, mine.id}));
  EXPECT_EQ(this->kept(), 0u);
}

TYPED_TEST_P(customer_data_contract, erases_the_webhooks_about_its_calls) {
  const auto mine = this->ended(1), other = this->ended(2);
  const auto come = [&](std::string key, std::string body) {
    ASSERT_EQ(this->inbox().keep({.key = std::move(key),
                                  .source = webhook_source::task_router,
                                  .body = std::move(body),
                                  .received_at = samples::noon}),
              true);
  };
  come("EV1", "TaskSid=" + mine.task.str() + "&TaskAttributes=%2B49");
  come("EV2", "TaskSid=" + other.task.str());
  come(mine.room.str() + "/room-ended/1", "RoomSid=" + mine.room.str());
  come(other.room.str() + "/room-ended/1", "RoomSid=" + other.room.str());
  for (const auto& room : {mine.room, other.room})
    ASSERT_TRUE(this->inbox().settle(room.str() + "/room-ended/1"));
  for (int more = 0; more < 300; ++more)
    come("waiting " + std::to_string(more), "Sid=" + std::to_string(more));
  come("zz", mine.conversation.str());

  EXPECT_EQ(this->erase(this->only(mine))->rows[kept_row::webhook], 3u);
  EXPECT_EQ(this->inbox().pending(1000)->size(), 301u);
  EXPECT_EQ(this->inbox().pending(1)->at(0).key, "EV2");
  EXPECT_EQ(this->inbox().keep({.key = other.room.str() + "/room-ended/1",
                                .source = webhook_source::video,
                                .body = {},
                                .received_at = samples::noon}),
            false);
  EXPECT_EQ(this->inbox().keep({.key = mine.room.str() + "/room-ended/1",
                                .source = webhook_source::video,
                                .body = {},
                                .received_at = samples::noon}),
            true);
}

TYPED_TEST_P(customer_data_contract, erases_the_rooms_of_its_calls) {
  const auto mine = this->ended(1), other = this->ended(2);
  const auto state = [](const session& of) { return R"({"name":")" + of.room_name + R"("})"; };
  const auto earlier = samples::sid_of<"RM">(0x11);
  ASSERT_TRUE(
      this->rooms().keep({{mine.room, state(mine)}, {earlier, state(mine)}, {other.room, state(other)}}));
  ASSERT_TRUE(this->store().note_room({.unique_name = mine.room_name, .noted_at = *mine.ended_at}));
  ASSERT_TRUE(this->store().note_room({.unique_name = other.room_name, .noted_at = *other.ended_at}));
  EXPECT_EQ(this->erase(this->only(mine))->rows[kept_row::room], 3u);
  EXPECT_EQ(this->rooms().states(), std::vector{state(other)});
  EXPECT_EQ(this->store().unsettled_rooms(base::time_point::max(), 10)->size(), 1u);
}

TYPED_TEST_P(customer_data_contract, leaves_rooms_that_another_call_of_the_task_may_be_in) {
  const auto mine = this->ended(1);
  auto again = samples::session(2);
  again.task = mine.task;
  again.room_name = mine.room_name;
  this->write({.session = again});
  const auto state = R"({"name":")" + mine.room_name + R"("})";
  ASSERT_TRUE(this->rooms().keep({{mine.room, state}, {again.room, state}}));
  const noted_room asked_for{.unique_name = mine.room_name,
                             .noted_at = *mine.ended_at + std::chrono::milliseconds{1}};
  ASSERT_TRUE(this->store().note_room(asked_for));
  EXPECT_EQ(this->erase({.conversations = {}, .sessions = {mine.id}})->rows[kept_row::room], 1u);
  EXPECT_EQ(this->rooms().states()->size(), 1u);
  EXPECT_EQ(this->store().unsettled_rooms(base::time_point::max(), 10), std::vector{asked_for});
}

TYPED_TEST_P(customer_data_contract, forgets_the_room_with_the_session) {
  const auto old = this->ended(1), newer = this->ended(2);
  ASSERT_TRUE(this->rooms().keep({{old.room, "old"}, {newer.room, "newer"}}));
  EXPECT_EQ(this->store().forget_sessions(base::time_point::max(), 1).value()[kept_row::room], 1u);
  EXPECT_EQ(this->rooms().states(), std::vector<std::string>{"newer"});
}

TYPED_TEST_P(customer_data_contract, forgets_no_more_at_once_than_have_pictures_for_one) {
  for (unsigned char number = 1; number <= 3; ++number) {
    auto session = this->ended(number);
    session.version = 1;
    session.stills = most_stills - 1;
    this->write({.session = session});
  }
  for (int left = 3; left > 0; --left)
    EXPECT_EQ(this->store().forget_sessions(base::time_point::max(), 50).value()[kept_row::session], 1u);
  EXPECT_EQ(this->kept(), 0u);
}

TYPED_TEST_P(customer_data_contract, keeps_the_digest_of_the_receipt_and_nothing_else) {
  const auto mine = this->ended(1);
  const std::string receipt(64, 'c');
  erasure told;
  const auto made = this->data().erase(this->only(mine), this->now, [&](const erasure& erased) {
    told = erased;
    return receipt;
  });
  ASSERT_TRUE(made);
  EXPECT_EQ(told.sessions, made->sessions);
  EXPECT_EQ(told.rows, made->rows);
  EXPECT_EQ(this->data().find_erasure(receipt), this->now);
  EXPECT_EQ(this->data().find_erasure(std::string(64, 'd')).error().code, store_errc::not_found);
}

REGISTER_TYPED_TEST_SUITE_P(customer_data_contract, gathers_all_of_a_conversation_and_of_single_sessions,
                            has_nothing_of_somebody_unknown, erases_one_customer_and_nobody_else,
                            erases_nothing_while_a_call_is_open_or_its_room_may_be,
                            erases_the_webhooks_about_its_calls, erases_the_rooms_of_its_calls,
                            leaves_rooms_that_another_call_of_the_task_may_be_in,
                            forgets_the_room_with_the_session,
                            forgets_no_more_at_once_than_have_pictures_for_one,
                            keeps_the_digest_of_the_receipt_and_nothing_else);

}  // namespace flex_video::core
