#include "sync/query_filter.hpp"

#include "flex_video/sandbox/errc.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

namespace flex_video::sandbox {
namespace {

const auto row = boost::json::parse(R"({
  "worker_sid": "WK1", "status": "accepted", "age": 10, "note": null,
  "attributes": {"full_name": "Ada Agent", "skills": ["chat", "voice"], "level": 3}})");

bool holds(std::string_view expression) {
  const auto filter = query_filter::parse(expression);
  EXPECT_TRUE(filter) << expression;
  return filter && filter->matches(row);
}

TEST(query_filter, matches_everything_when_empty) {
  EXPECT_TRUE(holds(""));
  EXPECT_TRUE(holds("  "));
}

TEST(query_filter, compares_texts_and_numbers) {
  EXPECT_TRUE(holds(R"(data.worker_sid == "WK1")"));
  EXPECT_TRUE(holds(R"(data.worker_sid=="WK1")"));
  EXPECT_FALSE(holds(R"(data.worker_sid == "WK2")"));
  EXPECT_TRUE(holds(R"(data.worker_sid != "WK2")"));
  EXPECT_TRUE(holds("data.age >= 10"));
  EXPECT_FALSE(holds("data.age > 10"));
  EXPECT_TRUE(holds("data.age < 10.5"));
  EXPECT_TRUE(holds("data.age <= 10"));
  EXPECT_TRUE(holds("data.note == null"));
}

TEST(query_filter, compares_different_kinds_as_unequal) {
  EXPECT_FALSE(holds(R"(data.age == "10")"));
  EXPECT_TRUE(holds(R"(data.age != "10")"));
  EXPECT_FALSE(holds(R"(data.age < "11")"));
}

TEST(query_filter, knows_lists) {
  EXPECT_TRUE(holds(R"(data.status in ["pending", "accepted"])"));
  EXPECT_FALSE(holds(R"(data.status not_in ["pending", "accepted"])"));
  EXPECT_TRUE(holds(R"(data.status NOT_IN ["completed"])"));
  EXPECT_TRUE(holds(R"(data.absent not_in ["completed"])"));
  EXPECT_FALSE(holds(R"(data.absent in ["completed"])"));
}

TEST(query_filter, looks_into_nested_fields_and_parts_of_texts) {
  EXPECT_TRUE(holds(R"(data.attributes.full_name CONTAINS "ada")"));
  EXPECT_TRUE(holds(R"(data.attributes.skills contains "voice")"));
  EXPECT_FALSE(holds(R"(data.attributes.skills contains "sms")"));
  EXPECT_FALSE(holds(R"(data.worker_sid.deeper == "x")"));
}

TEST(query_filter, binds_and_tighter_than_or) {
  EXPECT_TRUE(holds(R"(data.age == 10 OR data.age == 11 AND data.status == "no")"));
  EXPECT_FALSE(holds(R"((data.age == 10 OR data.age == 11) AND data.status == "no")"));
  EXPECT_TRUE(holds(R"(data.age == 9 || data.age == 10 && data.status == "accepted")"));
}

TEST(query_filter, takes_what_the_teams_view_sends) {
  EXPECT_TRUE(holds(
      R"(data.worker_sid == "WK1" && (data.status not_in ["completed", "canceled", "timeout"] OR data.reservation_sid=="WR1"))"));
}

TEST(query_filter, takes_quotes_and_brackets_inside_texts) {
  EXPECT_FALSE(holds(R"(data.status in ["a]b", "say \"hi\"", "(x"])"));
}

TEST(query_filter, refuses_malformed_expressions) {
  for (const auto* text :
       {"data", "data.x", "data.x ==", "data.x == WK1", "x == 1", "data.x == \"open", "(data.x == 1",
        "data.x == 1)", "data.x == 1 data.y == 2", "data.x == 1 &&", "data.x in \"a\"", "data.x == [1]",
        "data.x in [1", "data.x == {\"a\":1}", "\"a\" == \"a\"", "&&"}) {
    const auto parsed = query_filter::parse(text);
    ASSERT_FALSE(parsed) << text;
    EXPECT_EQ(parsed.error().code, errc::malformed_query);
  }
}

TEST(query_filter, refuses_what_is_too_long_or_too_deep) {
  const auto within = "data.x == \"" + std::string(query_filter::longest - 12, 'a') + "\"";
  EXPECT_TRUE(query_filter::parse(within));
  EXPECT_FALSE(query_filter::parse(within + ' '));
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '(') + "data.x == 1" + std::string(depth, ')');
  };
  EXPECT_TRUE(query_filter::parse(nested(query_filter::deepest)));
  EXPECT_FALSE(query_filter::parse(nested(query_filter::deepest + 1)));
}

}  // namespace
}  // namespace flex_video::sandbox
