#include "composition/composition_plan.hpp"

#include "composition/testing/room_recordings.hpp"

#include <gmock/gmock.h>

namespace flex_video::rooms {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr cell left{0, 0, 320, 480}, right{320, 0, 320, 480}, whole{0, 0, 640, 480};

struct planning_a_composition : testing::Test {
  composition_record composition = composition_of({.sounds = {{"*"}}}, {0s, 60s});
  std::vector<recording_record> recordings;
  region main{.x = 0,
              .y = 0,
              .z = 0,
              .width = 640,
              .height = 480,
              .max_columns = 1'000,
              .max_rows = 1'000,
              .cells_excluded = {},
              .reuse = cell_reuse::show_oldest,
              .sources = {.included = {"*"}}};

  void video(char digit, part_of_call when) {
    recordings.push_back(record_of(digit, track_kind::video, digit, when));
  }
  void audio(char digit, part_of_call when) {
    recordings.push_back(record_of(digit, track_kind::audio, digit, when));
  }
  composition_plan plan(std::vector<region> regions) {
    return plan_composition(composition, regions, recordings).value();
  }
  composition_plan plan() { return plan({main}); }
  /// The digits of the plan's recordings.
  static std::string digits(const composition_plan& plan) {
    std::string digits;
    for (const auto& each : plan.recordings) digits += each.sid.text().back();
    return digits;
  }
};

TEST_F(planning_a_composition, puts_agent_and_customer_side_by_side) {
  video('1', {0s, 10s});
  audio('2', {0s, 10s});
  video('3', {2s, 9s});
  audio('4', {2s, 9s});
  const auto planned = plan();
  EXPECT_EQ(planned.duration, 10s);
  EXPECT_EQ(digits(planned), "1234");
  EXPECT_THAT(planned.placements,
              ElementsAre(placement{0, left, {{0s, 10s}}}, placement{2, right, {{2s, 9s}}}));
  EXPECT_THAT(planned.sounds, ElementsAre(1, 3));
  EXPECT_EQ(planned.recordings[2].begins, 2s);
}

TEST_F(planning_a_composition, leaves_out_what_nobody_was_recorded_in) {
  video('1', {5s, 10s});
  video('2', {20s, 30s});
  video('3', {28s, 32s});
  const auto planned = plan();
  EXPECT_EQ(planned.duration, 17s);
  EXPECT_THAT(planned.placements, ElementsAre(placement{0, left, {{0s, 5s}}}, placement{1, left, {{5s, 15s}}},
                                              placement{2, right, {{13s, 17s}}}));
}

TEST_F(planning_a_composition, lasts_as_long_as_the_rooms_recordings_where_nothing_is_trimmed) {
  composition.wish.trim = false;
  video('1', {5s, 10s});
  video('2', {20s, 30s});
  const auto planned = plan();
  EXPECT_EQ(planned.duration, 60s);
  EXPECT_THAT(planned.placements,
              ElementsAre(placement{0, whole, {{5s, 10s}}}, placement{1, whole, {{20s, 30s}}}));
}

TEST_F(planning_a_composition, gives_a_cell_to_who_has_waited_longest) {
  main.max_columns = main.max_rows = 1;
  video('1', {0s, 10s});
  video('2', {2s, 20s});
  video('3', {3s, 20s});
  EXPECT_THAT(plan().placements,
              ElementsAre(placement{0, whole, {{0s, 10s}}}, placement{1, whole, {{10s, 20s}}}));
}

TEST_F(planning_a_composition, shows_the_newest_and_then_again_the_one_before) {
  main.max_columns = main.max_rows = 1;
  main.reuse = cell_reuse::show_newest;
  video('1', {0s, 20s});
  video('2', {5s, 10s});
  EXPECT_THAT(plan().placements,
              ElementsAre(placement{0, whole, {{0s, 5s}, {10s, 20s}}}, placement{1, whole, {{5s, 10s}}}));
}

TEST_F(planning_a_composition, gives_a_cell_to_nobody_else_where_none_is_reused) {
  main.reuse = cell_reuse::none;
  video('1', {0s, 5s});
  video('2', {5s, 10s});
  EXPECT_THAT(plan().placements,
              ElementsAre(placement{0, left, {{0s, 5s}}}, placement{1, right, {{5s, 10s}}}));
  main.max_columns = main.max_rows = 1;
  EXPECT_THAT(plan().placements, ElementsAre(placement{0, whole, {{0s, 5s}}}));
}

TEST_F(planning_a_composition, draws_what_is_in_front_last) {
  auto inset = main;
  inset.x = inset.y = 16;
  inset.width = inset.height = 64;
  inset.sources = {.included = {"RT" + std::string(32, '1')}};
  main.sources = {.included = {"*"}, .excluded = inset.sources.included};
  inset.z = 1;
  video('1', {0s, 5s});
  video('2', {0s, 5s});
  EXPECT_THAT(plan({inset, main}).placements,
              ElementsAre(placement{1, whole, {{0s, 5s}}}, placement{0, {16, 16, 64, 64}, {{0s, 5s}}}));
}

TEST_F(planning_a_composition, can_show_a_source_twice) {
  auto inset = main;
  inset.width = inset.height = 64;
  video('1', {0s, 5s});
  const auto planned = plan({main, inset});
  EXPECT_EQ(planned.recordings.size(), 1u);
  EXPECT_EQ(planned.placements.size(), 2u);
}

TEST_F(planning_a_composition, is_of_sound_alone_without_a_region) {
  video('1', {0s, 5s});
  audio('2', {1s, 5s});
  const auto planned = plan({});
  EXPECT_FALSE(planned.pictures);
  EXPECT_EQ(digits(planned), "2");
  EXPECT_THAT(planned.placements, IsEmpty());
}

TEST_F(planning_a_composition, takes_only_what_is_chosen_and_complete) {
  video('1', {0s, 5s});
  video('2', {0s, 5s});
  audio('3', {0s, 5s});
  audio('4', {0s, 5s});
  recordings[1].status = recording_status::deleted;
  recordings[3].began.reset();
  composition.wish.sounds = {.included = {"*"}, .excluded = {"camera"}};
  EXPECT_EQ(digits(plan()), "13");
}

TEST_F(planning_a_composition, is_none_without_a_recording) {
  EXPECT_FALSE(plan_composition(composition, std::vector{main}, recordings));
  audio('1', {0s, 5s});
  composition.wish.sounds = {};
  EXPECT_FALSE(plan_composition(composition, std::vector{main}, recordings));
}

TEST_F(planning_a_composition, is_of_so_many_recordings_at_most) {
  for (std::size_t i = 0; i < most_composed; ++i) video('1', {0s, 5s});
  EXPECT_TRUE(plan_composition(composition, std::vector{main}, recordings));
  video('1', {0s, 5s});
  EXPECT_FALSE(plan_composition(composition, std::vector{main}, recordings));
}

}  // namespace
}  // namespace flex_video::rooms
