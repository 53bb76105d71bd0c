#include "flex_video/twilio/retry_schedule.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace flex_video::twilio {
namespace {

using namespace std::chrono_literals;
using outcome = call_attempt::outcome;

const base::time_point now{1'800'000'000s};
const base::time_point far = now + 1h;

/// Every number it gives is the same one.
class constant_random final : public base::random_source {
 public:
  explicit constant_random(unsigned char value) : value_(value) {}
  void fill(std::span<std::byte> bytes) override {
    std::ranges::fill(bytes, std::byte{0});
    bytes[0] = std::byte{value_};
  }

 private:
  unsigned char value_;
};

call_attempt answered(unsigned status) {
  return {.ended = outcome::answered, .status = status, .retry_after = {}};
}
call_attempt ended(outcome how) { return {.ended = how, .status = 0, .retry_after = {}}; }

class retrying : public testing::Test {
 protected:
  bool tries_again(const call_attempt& attempt, bool repeatable) {
    return retry_schedule{{}, repeatable, far, random_}.next(attempt, now).has_value();
  }

  base::counting_random random_;
};

TEST_F(retrying, lets_an_answer_stand) {
  for (const unsigned status : {200u, 201u, 204u, 302u, 400u, 401u, 403u, 404u, 409u, 412u}) {
    EXPECT_FALSE(tries_again(answered(status), true)) << status;
  }
}

TEST_F(retrying, repeats_any_call_that_was_not_processed) {
  EXPECT_TRUE(tries_again(answered(429), false));
  EXPECT_TRUE(tries_again(ended(outcome::not_connected), false));
}

TEST_F(retrying, repeats_what_may_have_been_processed_only_where_that_does_no_harm) {
  for (const auto& attempt : {answered(500), answered(502), answered(503), answered(504),
                              ended(outcome::broken), ended(outcome::timed_out)}) {
    EXPECT_TRUE(may_have_been_processed(attempt)) << attempt.status;
    EXPECT_TRUE(tries_again(attempt, true)) << attempt.status;
    EXPECT_FALSE(tries_again(attempt, false)) << attempt.status;
  }
  EXPECT_FALSE(may_have_been_processed(answered(429)));
  EXPECT_FALSE(may_have_been_processed(answered(201)));
  EXPECT_FALSE(may_have_been_processed(ended(outcome::not_connected)));
}

TEST_F(retrying, gives_up_after_the_last_attempt) {
  retry_schedule schedule{{.attempts = 3}, true, far, random_};
  EXPECT_TRUE(schedule.next(answered(500), now));
  EXPECT_TRUE(schedule.next(answered(500), now));
  EXPECT_FALSE(schedule.next(answered(500), now));
}

TEST_F(retrying, waits_anything_up_to_a_bound_that_doubles) {
  const retry_limits limits{.attempts = 7, .first_delay = 100ms, .longest_delay = 1'000ms};
  const std::array bounds{100ms, 200ms, 400ms, 800ms, 1'000ms, 1'000ms};
  std::array<std::chrono::milliseconds, 6> longest{};
  for (int run = 0; run < 500; ++run) {
    retry_schedule schedule{limits, true, far, random_};
    for (std::size_t i = 0; i < bounds.size(); ++i) {
      const auto delay = schedule.next(answered(500), now);
      ASSERT_TRUE(delay);
      EXPECT_GE(*delay, 0ms);
      EXPECT_LE(*delay, bounds[i]);
      longest[i] = std::max(longest[i], *delay);
    }
  }
  for (std::size_t i = 0; i < bounds.size(); ++i) EXPECT_GT(longest[i], bounds[i] * 9 / 10) << i;
}

TEST_F(retrying, waits_at_least_as_long_as_it_is_told) {
  constant_random nine{9};
  auto attempt = answered(429);
  attempt.retry_after = 2s;
  EXPECT_EQ((retry_schedule{{}, false, far, nine}.next(attempt, now)), 2'009ms);
}

TEST_F(retrying, does_not_wait_for_a_server_that_wants_too_long) {
  auto attempt = answered(503);
  attempt.retry_after = 5s;
  EXPECT_TRUE(tries_again(attempt, true));
  attempt.retry_after = 6s;
  EXPECT_FALSE(tries_again(attempt, true));
}

TEST_F(retrying, gives_up_when_the_next_attempt_would_miss_the_deadline) {
  constant_random seven{7};
  EXPECT_TRUE((retry_schedule{{}, true, now + 8ms, seven}.next(answered(429), now)));
  EXPECT_FALSE((retry_schedule{{}, true, now + 7ms, seven}.next(answered(429), now)));
}

}  // namespace
}  // namespace flex_video::twilio
