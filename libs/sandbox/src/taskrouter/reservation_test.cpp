#include "taskrouter/reservation.hpp"

#include <gtest/gtest.h>

#include <set>
#include <utility>

namespace flex_video::sandbox {
namespace {

using enum reservation_status;
constexpr reservation_status every[] = {pending,  accepted,  rejected, timeout,
                                        canceled, rescinded, wrapping, completed};

TEST(reservation, goes_on_only_along_taskrouters_ways) {
  const std::set<std::pair<reservation_status, reservation_status>> ways{
      {pending, accepted},   {pending, rejected},  {pending, timeout},    {pending, canceled},
      {pending, rescinded},  {accepted, wrapping}, {accepted, completed}, {accepted, canceled},
      {wrapping, completed}, {wrapping, canceled}};
  for (const auto from : every)
    for (const auto to : every)
      EXPECT_EQ(may_become(from, to), ways.contains({from, to})) << to_text(from) << " to " << to_text(to);
}

TEST(reservation, comes_back_from_its_words) {
  for (const auto status : every) EXPECT_EQ(parse_reservation_status(to_text(status)), status);
  EXPECT_FALSE(parse_reservation_status("assigned"));
  EXPECT_FALSE(parse_reservation_status(""));
}

TEST(reservation, is_over_when_no_way_leads_on) {
  for (const auto status : every) {
    bool leads_on = false;
    for (const auto to : every) leads_on = leads_on || may_become(status, to);
    EXPECT_EQ(is_over(status), !leads_on) << to_text(status);
  }
}

TEST(reservation, is_told_in_the_words_of_events) {
  EXPECT_EQ(event_word_of(pending), "created");
  EXPECT_EQ(event_word_of(wrapping), "wrapup");
  EXPECT_EQ(event_word_of(completed), "completed");
  EXPECT_EQ(task_status_of(accepted), "assigned");
  EXPECT_EQ(task_status_of(rejected), "pending");
}

}  // namespace
}  // namespace flex_video::sandbox
