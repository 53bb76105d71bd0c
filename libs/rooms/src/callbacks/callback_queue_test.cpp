#include "callbacks/callback_queue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using outcome = twilio::call_attempt::outcome;

struct callbacks : testing::Test {
  base::manual_clock clock;
  base::counting_random random;
  callback_limits limits{.waiting = 6, .waiting_of_room = 4, .under_way = 3, .under_way_to_target = 2};
  std::optional<callback_queue> made;
  std::vector<twilio::room_sid> rooms;

  callbacks() {
    for (int i = 0; i < 5; ++i) rooms.push_back(twilio::room_sid::generate(random));
  }
  callback_queue& queue() {
    if (!made) made.emplace(limits, clock, random);
    return *made;
  }
  bool add(std::size_t room, const std::string& name, const std::string& url = "http://a.example/hook") {
    return queue().add(
        {.room = rooms[room], .url = url, .method = callback_method::post, .parameters = {{"Name", name}}});
  }
  std::vector<std::string> due() {
    std::vector<std::string> names;
    for (const auto& each : queue().take_due()) names.push_back(each.parameters[0].value);
    return names;
  }
  bool answered(std::size_t room, unsigned status = 200) {
    return queue().finished(rooms[room], {.ended = outcome::answered, .status = status});
  }
  bool hung(std::size_t room) { return queue().finished(rooms[room], {.ended = outcome::timed_out}); }
};

TEST_F(callbacks, of_one_room_go_one_after_the_other) {
  add(0, "1");
  add(0, "2");
  EXPECT_THAT(due(), ElementsAre("1"));
  EXPECT_THAT(due(), IsEmpty());
  EXPECT_TRUE(answered(0));
  EXPECT_THAT(due(), ElementsAre("2"));
  EXPECT_TRUE(answered(0, 204));
  EXPECT_EQ(queue().waiting(), 0u);
}

TEST_F(callbacks, are_tried_again_after_a_pause_and_keep_their_order) {
  add(0, "1");
  add(0, "2");
  for (int attempt = 1; attempt < 4; ++attempt) {
    EXPECT_THAT(due(), ElementsAre("1"));
    EXPECT_TRUE(attempt % 2 ? answered(0, 503) : hung(0));
    const auto next = queue().next_deadline();
    ASSERT_TRUE(next);
    EXPECT_LE(*next, clock.now() + 8s);
    clock.set(*next);
  }
  EXPECT_THAT(due(), ElementsAre("1"));
  EXPECT_FALSE(answered(0, 500)) << "the fourth attempt was the last";
  EXPECT_THAT(due(), ElementsAre("2"));
}

TEST_F(callbacks, wait_for_a_busy_receiver_as_long_as_it_wants_and_no_longer_than_the_cap) {
  const auto pause = [&](unsigned status, std::chrono::seconds wanted) {
    add(0, "1");
    due();
    const auto now = clock.now();
    EXPECT_TRUE(
        queue().finished(rooms[0], {.ended = outcome::answered, .status = status, .retry_after = wanted}));
    const auto waited = queue().next_deadline().value() - now;
    clock.set(*queue().next_deadline());
    due();
    answered(0);
    return waited;
  };
  EXPECT_GE(pause(429, 7s), 7s);
  EXPECT_LE(pause(503, 7s), 8s);
  const auto longest = limits.retries.longest_retry_after;
  EXPECT_GE(pause(503, 3'600s), longest);
  EXPECT_LE(pause(429, 3'600s), longest + 1s);
  EXPECT_LE(pause(500, 7s), 1s) << "it is broken, not busy";
}

TEST_F(callbacks, that_are_refused_are_not_tried_again) {
  add(0, "1");
  due();
  EXPECT_FALSE(answered(0, 404));
  EXPECT_THAT(due(), IsEmpty());
  EXPECT_FALSE(queue().next_deadline());
}

TEST_F(callbacks, to_a_host_that_hangs_leave_room_for_others) {
  add(0, "1");
  add(1, "2");
  add(2, "3");
  add(3, "4", "http://b.example:81/other?x");
  EXPECT_THAT(due(), ElementsAre("1", "2", "4")) << "two to one host, three in all";
  EXPECT_TRUE(answered(3));
  EXPECT_THAT(due(), IsEmpty());
  EXPECT_TRUE(answered(0));
  EXPECT_THAT(due(), ElementsAre("3"));
}

TEST_F(callbacks, wait_in_limited_numbers) {
  for (const auto* name : {"1", "2", "3", "4"}) EXPECT_TRUE(add(0, name));
  EXPECT_FALSE(add(0, "5")) << "of one room";
  EXPECT_TRUE(add(1, "6") && add(1, "7"));
  EXPECT_FALSE(add(2, "8")) << "of all";
  EXPECT_THAT(due(), ElementsAre("1", "6"));
  answered(0);
  EXPECT_TRUE(add(2, "9")) << "there is place again";
}

TEST_F(callbacks, are_given_up_after_their_lifetime) {
  limits.lifetime = 10s;
  add(0, "1");
  due();
  clock.advance(10s);
  EXPECT_FALSE(hung(0));
}

}  // namespace
}  // namespace flex_video::rooms
