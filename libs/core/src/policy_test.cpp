#include "flex_video/core/policy.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <stdexcept>

namespace flex_video::core {
namespace {

using namespace std::chrono_literals;

TEST(policy, is_usable_as_it_comes_and_at_its_bounds) {
  EXPECT_NO_THROW(require_usable({}));
  EXPECT_NO_THROW(require_usable(
      {.max_participants = 50, .max_visits = 1000, .link_life = 24h * 7, .longest_call = 24h}));
  EXPECT_NO_THROW(
      require_usable({.max_participants = 2, .max_visits = 1, .link_life = 1min, .longest_call = 10min}));
  EXPECT_NO_THROW(require_usable({.max_participants = 49, .supervisor_join = supervisor_rule::full}));
  EXPECT_NO_THROW(require_usable({.supervisor_join = supervisor_rule::view, .supervisor_announced = false}));
}

TEST(policy, has_a_place_more_where_a_supervisor_may_come) {
  EXPECT_EQ(room_places({.max_participants = 3}), 3u);
  EXPECT_EQ(room_places({.max_participants = 3, .supervisor_join = supervisor_rule::view}), 4u);
  EXPECT_EQ(room_places({.max_participants = 3, .supervisor_join = supervisor_rule::full}), 4u);
}

TEST(policy, refuses_each_value_out_of_its_range) {
  const std::function<void(policy&)> spoil[] = {[](policy& p) { p.max_participants = 1; },
                                                [](policy& p) { p.max_participants = 51; },
                                                [](policy& p) {
                                                  p.max_participants = 50;
                                                  p.supervisor_join = supervisor_rule::view;
                                                },
                                                [](policy& p) {
                                                  p.supervisor_join = supervisor_rule::full;
                                                  p.supervisor_announced = false;
                                                },
                                                [](policy& p) { p.max_visits = 0; },
                                                [](policy& p) { p.max_visits = 1001; },
                                                [](policy& p) { p.max_invites = 0; },
                                                [](policy& p) { p.max_invites = 101; },
                                                [](policy& p) { p.idle_end = 59s; },
                                                [](policy& p) { p.idle_end = 24h + 1s; },
                                                [](policy& p) { p.link_life = 59s; },
                                                [](policy& p) { p.link_life = 24h * 7 + 1s; },
                                                [](policy& p) { p.agent_link_life = 9s; },
                                                [](policy& p) { p.agent_link_life = 1h + 1s; },
                                                [](policy& p) { p.longest_call = 10min - 1s; },
                                                [](policy& p) { p.longest_call = 24h + 1s; },
                                                [](policy& p) { p.retention = 1h - 1s; },
                                                [](policy& p) { p.retention = 24h * 3650 + 1s; }};
  for (const auto& change : spoil) {
    policy spoiled;
    change(spoiled);
    EXPECT_THROW(require_usable(spoiled), std::invalid_argument);
  }
}

}  // namespace
}  // namespace flex_video::core
