#include "decisions/network_quality.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace flex_video::rooms {
namespace {

TEST(network_quality, is_best_where_nothing_is_wrong) {
  const auto quality = judge({}, {});
  EXPECT_EQ(quality.level, best_quality);
  EXPECT_EQ(quality.video.recv.level, best_quality);
}

TEST(network_quality, has_the_bands_of_the_e_model) {
  struct row {
    double lost;
    unsigned level;
  };
  for (const auto& [lost, level] : {row{0, 5}, row{0.008, 5}, row{0.009, 4}, row{0.04, 4}, row{0.041, 3},
                                    row{0.08, 3}, row{0.082, 2}, row{0.13, 2}, row{0.14, 1}, row{1, 1}})
    EXPECT_EQ(loss_level(lost), level) << lost;
  struct delay_row {
    std::uint32_t round_trip;
    std::uint32_t jitter;
    unsigned level;
  };
  for (const auto& [round_trip, jitter, level] :
       {delay_row{0, 0, 5}, delay_row{266, 0, 5}, delay_row{268, 0, 4}, delay_row{486, 0, 4},
        delay_row{490, 0, 3}, delay_row{636, 0, 3}, delay_row{640, 0, 2}, delay_row{786, 0, 2},
        delay_row{788, 0, 1}, delay_row{0, 66, 5}, delay_row{0, 67, 4}, delay_row{100, 50, 4}})
    EXPECT_EQ(latency_level(round_trip, jitter), level) << round_trip << " " << jitter;
}

TEST(network_quality, has_a_level_for_each_quarter_of_the_bandwidth) {
  EXPECT_EQ(bandwidth_level(0, 0), 5u);
  EXPECT_EQ(bandwidth_level(100, 100), 5u);
  EXPECT_EQ(bandwidth_level(99, 100), 4u);
  EXPECT_EQ(bandwidth_level(75, 100), 4u);
  EXPECT_EQ(bandwidth_level(50, 100), 3u);
  EXPECT_EQ(bandwidth_level(25, 100), 2u);
  EXPECT_EQ(bandwidth_level(24, 100), 1u);
  EXPECT_EQ(bandwidth_level(0, 100), 1u);
}

TEST(network_quality, never_rises_when_something_gets_worse) {
  unsigned before = best_quality;
  for (std::uint32_t step = 0; step <= 1'000; ++step) {
    transport_statistics worse{.audio = {.in = {.fraction_lost = step / 4'000.0, .jitter = step / 10}},
                               .round_trip = step};
    const auto level = judge(worse, {}).level;
    EXPECT_LE(level, before) << step;
    EXPECT_GE(level, worst_quality);
    before = level;
    EXPECT_LE(loss_level((step + 1) / 1'000.0), loss_level(step / 1'000.0));
    EXPECT_LE(latency_level(step + 1, 0), latency_level(step, 0));
    EXPECT_LE(latency_level(0, step + 1), latency_level(0, step));
    EXPECT_GE(bandwidth_level(step + 1, 1'000), bandwidth_level(step, 1'000));
  }
  EXPECT_EQ(before, worst_quality);
}

TEST(network_quality, tells_directions_and_kinds_apart) {
  const transport_statistics measured{.audio = {.in = {.fraction_lost = 0.05}},
                                      .video = {.out = {.fraction_lost = 0.2}}};
  const auto quality = judge(measured, {});
  EXPECT_EQ(quality.audio.send.level, 3u);
  EXPECT_EQ(quality.audio.recv.level, 5u);
  EXPECT_EQ(quality.video.send.level, 5u);
  EXPECT_EQ(quality.video.recv.level, 1u);
  EXPECT_EQ(quality.level, 1u);
}

TEST(network_quality, is_worse_for_delay_and_loss_together_than_for_each) {
  const transport_statistics measured{.audio = {.in = {.fraction_lost = 0.03}}, .round_trip = 400};
  const auto send = judge(measured, {}).audio.send;
  EXPECT_EQ(send.loss_level, 4u);
  EXPECT_EQ(send.latency_level, 4u);
  EXPECT_EQ(send.level, 3u);
}

TEST(network_quality, needs_room_for_what_ought_to_flow) {
  const transport_statistics measured{.video = {.in = {.bitrate = 300'000}}, .available_outgoing = 500'000};
  const auto quality =
      judge(measured, {.audio = {.in = 0, .out = 40'000}, .video = {.in = 600'000, .out = 960'000}});
  EXPECT_EQ(quality.video.send.bandwidth_level, 3u);
  EXPECT_EQ(quality.audio.recv.bandwidth_level, 3u);
  EXPECT_EQ(quality.video.recv.bandwidth_level, 3u);
  EXPECT_EQ(quality.audio.send.bandwidth_level, 5u);
  EXPECT_EQ(quality.video.recv.available, 500'000u);
  EXPECT_EQ(judge(measured, {.video = {.out = 400'000}}).level, 5u);
}

TEST(network_quality, withstands_any_figure) {
  constexpr auto most = std::numeric_limits<std::uint32_t>::max();
  transport_statistics::direction huge{.fraction_lost = 1e9, .jitter = most, .bitrate = most};
  const transport_statistics measured{.audio = {huge, huge}, .video = {huge, huge}, .round_trip = most};
  const auto quality = judge(measured, {.audio = {most, most}, .video = {most, most}});
  EXPECT_EQ(quality.level, worst_quality);
  EXPECT_EQ(quality.audio.send.fraction_lost, 1);
}

}  // namespace
}  // namespace flex_video::rooms
