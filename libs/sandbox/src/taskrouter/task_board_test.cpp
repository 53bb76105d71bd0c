#include "taskrouter/task_board.hpp"

#include "test_parts.hpp"

#include "flex_video/sandbox/errc.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flex_video::sandbox {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class task_board_test : public testing::Test {
 protected:
  reservation& offer(std::string_view identity = "ada") {
    return **board.offer(test.who(identity), {{"name", "x"}}, "chat");
  }

  test_parts test;
  task_board& board = test.parts.board;
};

TEST_F(task_board_test, offers_a_task_to_one_agent) {
  auto& held = offer();
  EXPECT_EQ(held.status, reservation_status::pending);
  EXPECT_EQ(held.task.status, "reserved");
  EXPECT_THAT(told(test.parts.out), ElementsAre("bridge ada reservation.created"));
  EXPECT_THAT(board.active_of(test.who("ada")), ElementsAre(&held));
  EXPECT_THAT(board.active_of(test.who("ben")), IsEmpty());
}

TEST_F(task_board_test, tells_reservation_and_task_as_they_go_on) {
  auto& held = offer();
  told(test.parts.out);
  ASSERT_TRUE(board.advance(held, reservation_status::accepted));
  EXPECT_THAT(told(test.parts.out), ElementsAre("bridge ada reservation.accepted"));
  ASSERT_TRUE(board.advance(held, reservation_status::wrapping));
  EXPECT_THAT(told(test.parts.out), ElementsAre("bridge ada reservation.wrapup", "bridge ada task.wrapup"));
  ASSERT_TRUE(board.advance(held, reservation_status::completed));
  EXPECT_THAT(told(test.parts.out),
              ElementsAre("bridge ada reservation.completed", "bridge ada task.completed"));
  EXPECT_THAT(board.active_of(test.who("ada")), IsEmpty());
}

TEST_F(task_board_test, takes_a_repeated_status_silently_and_refuses_a_wrong_one) {
  auto& held = offer();
  ASSERT_TRUE(board.advance(held, reservation_status::accepted));
  told(test.parts.out);
  EXPECT_TRUE(board.advance(held, reservation_status::accepted));
  EXPECT_TRUE(test.parts.out.empty());
  EXPECT_EQ(board.advance(held, reservation_status::rejected).error().code, errc::wrong_status);
  EXPECT_EQ(held.status, reservation_status::accepted);
}

TEST_F(task_board_test, counts_a_version_for_each_change) {
  auto& held = offer();
  board.set_attributes(held.task, {{"video", true}});
  EXPECT_EQ(held.task.version, 2);
  ASSERT_TRUE(board.advance(held, reservation_status::accepted));
  EXPECT_EQ(held.task.version, 3);
  EXPECT_EQ(held.version, 2);
}

TEST_F(task_board_test, sends_attributes_as_a_text) {
  auto& held = offer();
  test.parts.out.take();
  board.set_attributes(held.task, {{"video", true}});
  const auto effects = test.parts.out.take();
  const auto& event = std::get<bridge_event>(effects.at(0));
  EXPECT_EQ(event.type, "task.updated");
  EXPECT_EQ(event.payload.at("attributes"), R"({"video":true})");
}

TEST_F(task_board_test, counts_what_changes) {
  EXPECT_EQ(board.changes(), 0u);
  auto& held = offer();
  EXPECT_EQ(board.changes(), 1u);
  ASSERT_TRUE(board.advance(held, reservation_status::accepted));
  ASSERT_TRUE(board.advance(held, reservation_status::accepted)) << "which it is already";
  EXPECT_EQ(board.changes(), 2u);
  board.set_attributes(held.task, {{"video", true}});
  EXPECT_EQ(board.changes(), 3u);
}

TEST_F(task_board_test, changes_the_activity_of_a_worker) {
  auto& ada = *test.parts.people.find("ada");
  const auto& pause = test.parts.account.activities.back();
  ASSERT_TRUE(board.set_activity(ada, pause.sid));
  EXPECT_EQ(ada.activity_sid, pause.sid);
  EXPECT_THAT(told(test.parts.out), ElementsAre("bridge ada worker.activity.update"));
  EXPECT_EQ(board.set_activity(ada, "WA0").error().code, errc::unknown_activity);
}

TEST_F(task_board_test, keeps_the_teams_view_up_to_date) {
  test.parts.queries.open("tr-reservation", "", {}).value();
  auto& held = offer();
  EXPECT_THAT(told(test.parts.out),
              ElementsAre("bridge ada reservation.created", "sync live_query_item_updated"));
  ASSERT_TRUE(board.advance(held, reservation_status::rejected));
  EXPECT_THAT(told(test.parts.out),
              ElementsAre("bridge ada reservation.rejected", "sync live_query_item_removed"));
}

TEST_F(task_board_test, is_full_at_some_time) {
  for (std::size_t i = 0; i < task_board::most_reservations; ++i) offer();
  EXPECT_EQ(board.offer(test.who("ada"), {}, "chat").error().code, errc::too_many);
}

}  // namespace
}  // namespace flex_video::sandbox
