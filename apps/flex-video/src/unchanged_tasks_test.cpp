#include "unchanged_tasks.hpp"

#include "samples.hpp"

#include <gtest/gtest.h>

namespace flex_video::app {
namespace {

namespace samples = core::samples;

/// Counts what it is asked.
class counting_tasks final : public core::task_directory {
 public:
  base::result<core::reservation> find_reservation(const core::task_sid& task,
                                                   const core::worker_sid& worker) override {
    ++asked;
    if (refuses) return base::fail(core::task_errc::not_reserved);
    return samples::reservation(worker, task);
  }
  base::result<bool> has_other_task(const core::conversation_sid&, const core::task_sid&) override {
    ++asked;
    return true;
  }

  int asked = 0;
  bool refuses = false;
};

class unchanged_tasks_test : public testing::Test {
 protected:
  base::manual_clock clock;
  base::counting_random random;
  sandbox::sandbox twilio{{.base_url = "http://127.0.0.1:8080",
                           .account = std::nullopt,
                           .rest_callers = {},
                           .plugins = {},
                           .clock = clock,
                           .random = random}};
  counting_tasks asked;
  unchanged_tasks tasks{asked, twilio};
};

TEST_F(unchanged_tasks_test, are_asked_for_once_until_something_changes) {
  for (int times = 0; times < 3; ++times)
    EXPECT_EQ(tasks.find_reservation(samples::task, samples::ada)->worker, samples::ada);
  EXPECT_EQ(asked.asked, 1);
  twilio.seed_demo();
  EXPECT_TRUE(tasks.find_reservation(samples::task, samples::ada));
  EXPECT_EQ(asked.asked, 2);
  EXPECT_TRUE(tasks.find_reservation(samples::task, samples::ada));
  EXPECT_EQ(asked.asked, 2);
}

TEST_F(unchanged_tasks_test, are_asked_for_by_task_and_worker) {
  EXPECT_TRUE(tasks.find_reservation(samples::task, samples::ada));
  EXPECT_EQ(tasks.find_reservation(samples::task, samples::ben)->worker, samples::ben);
  EXPECT_EQ(tasks.find_reservation(samples::sid_of<"WT">(2), samples::ben)->task, samples::sid_of<"WT">(2));
  EXPECT_EQ(asked.asked, 3);
}

TEST_F(unchanged_tasks_test, are_not_remembered_where_there_are_none) {
  asked.refuses = true;
  EXPECT_FALSE(tasks.find_reservation(samples::task, samples::ada));
  asked.refuses = false;
  EXPECT_TRUE(tasks.find_reservation(samples::task, samples::ada));
  EXPECT_TRUE(*tasks.has_other_task(samples::conversation, samples::task));
  EXPECT_TRUE(*tasks.has_other_task(samples::conversation, samples::task));
  EXPECT_EQ(asked.asked, 4);
}

}  // namespace
}  // namespace flex_video::app
