#include "running_service.hpp"

#include "flex_video/core/identity.hpp"

namespace flex_video::server {
namespace {

using core::samples::ada;
using core::samples::task;

class reports_of_tasks : public running_service {
 protected:
  reports_of_tasks() { start(); }
};

TEST_F(reports_of_tasks, end_the_session_and_close_its_room) {
  EXPECT_TRUE(service_.on_task_end(task));
  EXPECT_EQ(the_session().end_reason, core::end_reason::task_ended);
  EXPECT_EQ(video_.completed, std::vector{the_session().room});
  EXPECT_TRUE(the_session().room_closed);
  EXPECT_EQ(store_.rows.contents().events.back().actor, "taskrouter");
}

TEST_F(reports_of_tasks, change_nothing_when_repeated) {
  ASSERT_TRUE(service_.on_task_end(task));
  const auto before = store_.rows.contents();
  EXPECT_TRUE(service_.on_task_end(task));
  EXPECT_EQ(store_.rows.contents(), before);
}

TEST_F(reports_of_tasks, leave_a_session_alone_whose_conversation_is_being_transferred) {
  auto next = core::samples::reservation(core::samples::ben, core::samples::sid_of<"WT">(2));
  next.status = core::reservation_status::pending;
  tasks_.add(next);
  EXPECT_TRUE(service_.on_task_end(task));
  EXPECT_EQ(the_session().state, core::session_state::open);
}

TEST_F(reports_of_tasks, of_the_former_task_do_not_end_what_was_handed_over) {
  auto next = core::samples::reservation(core::samples::ben, core::samples::sid_of<"WT">(2));
  tasks_.add(next);
  ASSERT_EQ(start(ben_token, next.task).status, 200u);
  tasks_.reservations.erase({task, ada});
  EXPECT_TRUE(service_.on_task_end(task)) << "no session is the old task's any more";
  EXPECT_EQ(the_session().state, core::session_state::open);
  EXPECT_TRUE(service_.on_task_end(next.task));
  EXPECT_EQ(the_session().state, core::session_state::ended);
}

TEST_F(reports_of_tasks, are_to_be_repeated_while_nobody_knows_of_other_tasks) {
  tasks_.refusal = core::task_errc::unavailable;
  EXPECT_EQ(service_.on_task_end(task).error().code, core::task_errc::unavailable);
  EXPECT_EQ(the_session().state, core::session_state::open);
  tasks_.refusal.reset();
  EXPECT_TRUE(service_.on_task_end(task));
  EXPECT_EQ(the_session().state, core::session_state::ended);
}

TEST_F(reports_of_tasks, leave_a_room_that_does_not_close_to_the_sweeper) {
  video_.closing_refusal = core::provider_errc::unavailable;
  EXPECT_TRUE(service_.on_task_end(task));
  EXPECT_EQ(the_session().state, core::session_state::ended);
  EXPECT_FALSE(the_session().room_closed);
  video_.closing_refusal.reset();
  EXPECT_EQ(service_.sweep().rooms_closed, 1u);
  EXPECT_TRUE(the_session().room_closed);
}

TEST_F(reports_of_tasks, of_no_session_are_ignored) {
  EXPECT_TRUE(service_.on_task_end(core::samples::sid_of<"WT">(99)));
  store_.refusal = core::store_errc::unavailable;
  EXPECT_EQ(service_.on_task_end(task).error().code, core::store_errc::unavailable);
}

}  // namespace
}  // namespace flex_video::server
