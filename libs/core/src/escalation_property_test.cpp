// The escalation's rules under whatever happens, in whatever order: random sequences in a model world. To see
// a sequence again that broke a rule, run the test with the FLEX_VIDEO_SEED it prints.
#include "testing/model_world.hpp"

#include "flex_video/core/spelling.hpp"

#include <gtest/gtest.h>

#include <charconv>
#include <cstdlib>
#include <iterator>
#include <optional>
#include <set>
#include <string_view>

namespace flex_video::core::model {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t default_seed = 20'261'107;
constexpr std::uint64_t sequences = 25'000;  // of each case; 100,000 in all

std::optional<std::uint64_t> chosen_seed() {
  const char* chosen = std::getenv("FLEX_VIDEO_SEED");
  if (!chosen) return std::nullopt;
  const std::string_view text{chosen};
  std::uint64_t seed = 0;
  std::from_chars(text.data(), text.data() + text.size(), seed);
  return seed;
}

/// One sequence of 10 to 60 steps.
void expect_rules_to_hold(const policy& policy, std::uint64_t seed) {
  model_world world{policy, seed};
  dice length{~seed};
  for (auto steps = 10 + length.below(51); steps > 0 && world.broken().empty(); --steps) world.step();
  if (world.broken().empty()) world.settle();
  ASSERT_EQ(world.broken(), "") << "FLEX_VIDEO_SEED=" << seed << ": " << world.story();
}

/// What has ever been stored.
struct occurrences {
  std::set<event_kind> events;
  std::set<visit_state> visits;
  std::set<std::optional<end_reason>> ends;
};

/// All sequences, or the one whose seed was asked for.
void expect_rules_to_hold(const policy& policy) {
  if (const auto seed = chosen_seed()) return expect_rules_to_hold(policy, *seed);
  for (std::uint64_t i = 0; i < sequences; ++i) {
    expect_rules_to_hold(policy, default_seed + i);
    if (testing::Test::HasFatalFailure()) return;
  }
}

TEST(escalation_in_any_order, keeps_its_rules_when_the_second_device_waits) {
  expect_rules_to_hold({.max_participants = 3, .recording_allowed = true, .max_invites = 4});
}

TEST(escalation_in_any_order, keeps_its_rules_when_everybody_waits) {
  expect_rules_to_hold({.lobby = lobby_rule::always,
                        .supervisor_join = supervisor_rule::view,
                        .max_visits = 6,
                        .longest_call = 10min});
}

TEST(escalation_in_any_order, keeps_its_rules_when_nobody_waits) {
  expect_rules_to_hold({.lobby = lobby_rule::never, .max_visits = 5, .link_life = 2min, .idle_end = 3min});
}

TEST(escalation_in_any_order, keeps_its_rules_when_places_and_links_are_few) {
  expect_rules_to_hold({.max_participants = 2, .max_invites = 2, .link_life = 5min, .agent_link_life = 10s});
}

TEST(escalation_in_any_order, comes_to_everything_that_can_happen) {
  occurrences seen;
  for (std::uint64_t seed = 0; seed < 4000; ++seed) {
    model_world world{
        {.recording_allowed = true, .supervisor_join = supervisor_rule::coach, .longest_call = 10min}, seed};
    for (int steps = 0; steps < 60; ++steps) world.step();
    for (const auto& event : world.stored().events) seen.events.insert(event.kind);
    for (const auto& visit : world.stored().visits) seen.visits.insert(visit.state);
    for (const auto& session : world.stored().sessions) seen.ends.insert(session.end_reason);
  }
  EXPECT_EQ(seen.events.size(), std::size(spelling<event_kind>::values));
  EXPECT_EQ(seen.visits.size(), std::size(spelling<visit_state>::values) - 1) << "nothing stays opened";
  EXPECT_EQ(seen.ends.size(), std::size(spelling<end_reason>::values) + 1) << "or none";
}

}  // namespace
}  // namespace flex_video::core::model
