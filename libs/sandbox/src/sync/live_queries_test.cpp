#include "sync/live_queries.hpp"

#include "test_parts.hpp"

#include "flex_video/sandbox/errc.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flex_video::sandbox {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr auto accepted_only = R"(data.status == "accepted")";

insights_row row(std::string_view key, std::string_view status) {
  return {std::string{key}, {{"status", status}}};
}

class live_queries_test : public testing::Test {
 protected:
  base::counting_random random;
  outbox out;
  live_queries queries{random, out};
};

TEST_F(live_queries_test, answers_with_the_rows_that_match) {
  const auto answer =
      queries.open("tr-reservation", accepted_only, {row("WR1", "accepted"), row("WR2", "pending")});
  ASSERT_TRUE(answer);
  ASSERT_EQ(answer->at("items").as_array().size(), 1u);
  EXPECT_EQ(answer->at("items").at(0).at("key"), "WR1");
  EXPECT_EQ(answer->at("last_event_id"), 1);
}

TEST_F(live_queries_test, is_one_query_for_the_same_expression_and_two_for_two) {
  const auto one = queries.open("tr-worker", "", {}), again = queries.open("tr-worker", "", {});
  EXPECT_EQ(one->at("query_id"), again->at("query_id"));
  EXPECT_NE(one->at("query_id"), queries.open("tr-worker", "data.x == 1", {})->at("query_id"));
  EXPECT_NE(one->at("query_id"), queries.open("tr-reservation", "", {})->at("query_id"));
}

TEST_F(live_queries_test, tells_of_rows_that_come_change_and_drop_out) {
  const auto id = std::string{queries.open("tr-reservation", accepted_only, {})->at("query_id").as_string()};
  queries.changed("tr-reservation", row("WR1", "pending"));
  EXPECT_THAT(told(out), IsEmpty());
  queries.changed("tr-reservation", row("WR1", "accepted"));
  EXPECT_THAT(told(out), ElementsAre("sync live_query_item_updated"));
  queries.changed("tr-reservation", row("WR1", "wrapping"));
  EXPECT_THAT(told(out), ElementsAre("sync live_query_item_removed"));
  queries.removed("tr-reservation", "WR1");
  EXPECT_THAT(told(out), IsEmpty()) << "it was out already";
  EXPECT_EQ(queries.last_event(id), 3);
}

TEST_F(live_queries_test, spells_a_removal_as_the_client_takes_it) {
  queries.open("tr-reservation", "", {row("WR1", "accepted")}).value();
  queries.removed("tr-reservation", "WR1");
  const auto effects = out.take();
  ASSERT_EQ(effects.size(), 1u);
  const auto& event = std::get<sync_event>(effects.front());
  EXPECT_TRUE(event.strictly_ordered);
  EXPECT_TRUE(event.event.at("item_revision").is_null());
  EXPECT_EQ(event.event.at("item_key"), "WR1");
}

TEST_F(live_queries_test, leaves_other_indexes_alone) {
  queries.open("tr-worker", "", {}).value();
  queries.changed("tr-reservation", row("WR1", "accepted"));
  EXPECT_TRUE(out.empty());
}

TEST_F(live_queries_test, refuses_a_malformed_expression) {
  EXPECT_EQ(queries.open("tr-worker", "nonsense", {}).error().code, errc::malformed_query);
}

TEST_F(live_queries_test, replays_what_a_late_subscriber_missed) {
  const auto id = std::string{queries.open("tr-reservation", "", {})->at("query_id").as_string()};
  queries.changed("tr-reservation", row("WR1", "accepted"));
  queries.changed("tr-reservation", row("WR2", "accepted"));
  EXPECT_EQ(queries.events_since(id, 1).size(), 2u);
  EXPECT_EQ(queries.events_since(id, 2).size(), 1u);
  EXPECT_EQ(queries.events_since(id, 3).size(), 0u);
}

TEST_F(live_queries_test, forgets_the_oldest_of_too_many) {
  const auto first = std::string{queries.open("tr-worker", "data.x == -1", {})->at("query_id").as_string()};
  for (std::size_t i = 1; i < live_queries::most; ++i)
    queries.open("tr-worker", "data.x == " + std::to_string(i), {}).value();
  EXPECT_TRUE(queries.last_event(first));
  queries.open("tr-worker", "", {}).value();
  EXPECT_FALSE(queries.last_event(first));
}

}  // namespace
}  // namespace flex_video::sandbox
