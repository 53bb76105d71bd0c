#include "rtp_timeline.hpp"

#include <gmock/gmock.h>

#include <cstdint>

namespace flex_video::recording {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

struct timing : testing::Test {
  static constexpr base::time_point start{std::chrono::seconds{1'800'000'000}};
  rtp_timeline timeline{48'000};

  /// Where a packet is placed, in milliseconds since the start: one with the sender's clock at `sent`, that
  /// arrives at `arrived`.
  milliseconds place(milliseconds sent, milliseconds arrived, std::uint32_t first = 4'294'960'000u) {
    return timeline.observe(first + static_cast<std::uint32_t>(sent.count() * 48), start + arrived) - start;
  }
};

TEST_F(timing, begins_when_the_first_packet_arrives) { EXPECT_EQ(place(0ms, 30ms), 30ms); }

TEST_F(timing, goes_by_the_senders_clock_and_not_by_arrival) {
  place(0ms, 30ms);
  EXPECT_EQ(place(20ms, 85ms), 50ms);
  EXPECT_EQ(place(40ms, 86ms), 70ms);
  EXPECT_EQ(place(400ms, 430ms), 430ms) << "nothing was sent meanwhile";
}

TEST_F(timing, counts_on_when_timestamps_wrap) {
  for (auto at = 0ms; at <= 100'000ms; at += 20ms) EXPECT_EQ(place(at, at), at);
}

TEST_F(timing, takes_a_first_packet_that_was_late_for_what_it_is) {
  EXPECT_EQ(place(0ms, 100ms), 100ms);
  EXPECT_EQ(place(20ms, 40ms), 100ms) << "never back";
  EXPECT_EQ(place(40ms, 60ms), 100ms);
  EXPECT_EQ(place(100ms, 120ms), 120ms);
}

/// The clocks of two computers differ by 200 millionths, either way: in an hour by 720 ms.
TEST_F(timing, follows_a_clock_that_drifts) {
  for (const auto difference : {200, -200}) {
    timeline.restart();
    for (auto at = 0ms; at <= 3'600'000ms; at += 20ms) {
      const auto jitter = milliseconds{at.count() / 20 % 7 * 5};
      const auto arrived = at + at * difference / 1'000'000;
      const auto placed = place(at, arrived + jitter);
      ASSERT_LE(std::chrono::abs(placed - arrived), 10ms) << at.count();
    }
    timeline = rtp_timeline{48'000};
  }
}

TEST_F(timing, follows_by_5_ms_a_second_at_most) {
  for (auto at = 0ms; at <= 4'000ms; at += 20ms) place(at, at + 100ms);
  auto last = place(4'020ms, 4'120ms);
  for (auto at = 4'040ms; at <= 14'000ms; at += 20ms) {
    const auto placed = place(at, at);  // a quicker way was found
    EXPECT_GE(placed - last, 19ms);
    last = placed;
  }
  EXPECT_NEAR(static_cast<double>((last - 14'000ms).count()), 50, 2);
}

TEST_F(timing, is_not_moved_by_a_congestion_shorter_than_half_a_minute) {
  for (auto at = 0ms; at <= 4'000ms; at += 20ms) place(at, at);
  for (auto at = 4'020ms; at <= 24'000ms; at += 20ms) EXPECT_EQ(place(at, at + 300ms), at);
}

TEST_F(timing, goes_at_once_with_a_clock_that_jumped_ahead) {
  for (auto at = 0ms; at <= 4'000ms; at += 20ms) place(at, at);
  EXPECT_EQ(place(1'000'000ms, 4'020ms), 4'020ms);
  EXPECT_EQ(place(1'000'020ms, 4'040ms), 4'040ms);
}

TEST_F(timing, goes_at_once_with_a_clock_that_stood_still) {
  for (auto at = 0ms; at <= 4'000ms; at += 20ms) place(at, at);
  EXPECT_EQ(place(4'020ms, 604'020ms), 604'020ms) << "the computer slept";
  EXPECT_EQ(place(4'040ms, 604'040ms), 604'040ms);
}

TEST_F(timing, takes_all_packets_of_two_seconds_being_late_for_a_clock_that_stood_still) {
  for (auto at = 0ms; at <= 4'000ms; at += 20ms) place(at, at);
  for (auto at = 4'020ms; at <= 10'000ms; at += 20ms) place(at, at + 700ms);
  EXPECT_EQ(place(10'020ms, 10'720ms), 10'720ms);
}

TEST_F(timing, survives_a_network_that_held_packets_back) {
  for (auto at = 0ms; at <= 4'000ms; at += 20ms) place(at, at);
  for (auto at = 4'020ms; at <= 9'000ms; at += 20ms) place(at, 9'000ms);
  EXPECT_EQ(place(9'020ms, 9'020ms), 9'020ms);
}

TEST_F(timing, begins_anew_with_another_stream_and_never_goes_back) {
  place(0ms, 0ms);
  place(1'000ms, 1'000ms);
  timeline.restart();
  EXPECT_EQ(place(0ms, 1'500ms, 77), 1'500ms);
  EXPECT_EQ(place(20ms, 1'520ms, 77), 1'520ms);
  timeline.restart();
  EXPECT_EQ(place(0ms, 1'400ms, 78), 1'520ms);
}

}  // namespace
}  // namespace flex_video::recording
