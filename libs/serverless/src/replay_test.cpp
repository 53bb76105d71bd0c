#include "replay.hpp"

#include <gtest/gtest.h>

namespace flex_video::serverless {
namespace {

using std::chrono::milliseconds, std::chrono::seconds;

constexpr base::time_point start{seconds{1'800'000'000}};

function_call call_with(std::vector<finished_step> steps) {
  return {.function = {},
          .environment = {},
          .parameters = {},
          .headers = {},
          .began = start,
          .seed = {},
          .steps = std::move(steps)};
}

finished_step answered(milliseconds after, std::string body) {
  return {.at = start + after,
          .outcome = net::client_answer{.status = 200, .headers = {}, .body = std::move(body)}};
}

net::client_request request_of(std::string url) { return {.url = std::move(url)}; }

TEST(replay, wants_the_first_thing_that_has_not_happened) {
  const auto call = call_with({});
  replay outside{call};
  EXPECT_FALSE(outside.wanted());
  EXPECT_FALSE(outside.send(request_of("https://one")));
  EXPECT_FALSE(outside.send(request_of("https://two")));
  outside.wait(seconds{1});
  ASSERT_TRUE(outside.wanted());
  EXPECT_EQ(std::get<net::client_request>(*outside.wanted()).url, "https://one");
}

TEST(replay, gives_what_has_happened_in_its_order_and_at_its_time) {
  const auto call = call_with({answered(milliseconds{40}, "one"),
                               {.at = start + milliseconds{90}, .outcome = waited{}},
                               {.at = start + milliseconds{95}, .outcome = net::client_errc::timed_out}});
  replay outside{call};
  EXPECT_EQ(outside.now(), start);
  EXPECT_EQ(outside.send(request_of("https://one"))->body, "one");
  EXPECT_EQ(outside.now(), start + milliseconds{40});
  outside.wait(milliseconds{50});
  EXPECT_EQ(outside.now(), start + milliseconds{90});
  EXPECT_EQ(outside.send(request_of("https://two")).error().code, net::client_errc::timed_out);
  EXPECT_FALSE(outside.wanted());
}

TEST(replay, wants_to_wait) {
  const auto call = call_with({answered(milliseconds{40}, "one")});
  replay outside{call};
  static_cast<void>(outside.send(request_of("https://one")));
  outside.wait(milliseconds{200});
  ASSERT_TRUE(outside.wanted());
  EXPECT_EQ(std::get<milliseconds>(*outside.wanted()), milliseconds{200});
}

TEST(replay, is_over_before_its_host_is_ended) {
  const auto call =
      call_with({answered(longest_call - milliseconds{100}, "one"), answered(longest_call, "two")});
  replay outside{call};
  static_cast<void>(outside.send(request_of("https://one")));
  static_cast<void>(outside.send(request_of("https://two")));
  EXPECT_EQ(outside.send(request_of("https://three")).error().code, net::client_errc::timed_out);
  EXPECT_FALSE(outside.wanted()) << "nothing is asked for that could not be answered in time";
}

TEST(replay, lets_no_request_take_longer_than_is_left) {
  const auto call = call_with({answered(longest_call - milliseconds{100}, "one")});
  replay outside{call};
  static_cast<void>(outside.send(request_of("https://one")));
  static_cast<void>(outside.send(request_of("https://two")));
  EXPECT_EQ(std::get<net::client_request>(*outside.wanted()).timeout, milliseconds{100});
}

TEST(replay, does_not_wait_for_what_would_come_too_late) {
  const auto call = call_with({});
  replay outside{call};
  outside.wait(longest_call);
  EXPECT_FALSE(outside.wanted());
  EXPECT_EQ(outside.send(request_of("https://one")).error().code, net::client_errc::timed_out);
}

TEST(seeded_random, is_the_same_for_the_same_seed_and_never_repeats) {
  const std::array<std::byte, 32> seed{std::byte{1}};
  const std::array<std::byte, 32> other_seed{std::byte{2}};
  std::array<std::byte, 48> one{};
  std::array<std::byte, 48> same{};
  std::array<std::byte, 48> next{};
  std::array<std::byte, 48> other{};
  seeded_random random{seed};
  random.fill(one);
  random.fill(next);
  seeded_random{seed}.fill(same);
  seeded_random{other_seed}.fill(other);
  EXPECT_EQ(one, same);
  EXPECT_NE(one, next);
  EXPECT_NE(one, other);
}

}  // namespace
}  // namespace flex_video::serverless
