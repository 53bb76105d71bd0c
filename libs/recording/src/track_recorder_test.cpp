#include "flex_video/recording/track_recorder.hpp"

#include "testing/rtp_writing.hpp"

#include <gmock/gmock.h>

namespace flex_video::recording {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<milliseconds> times(const std::vector<media_frame>& frames) {
  std::vector<milliseconds> all;
  for (const auto& each : frames) all.push_back(each.time);
  return all;
}

struct recording_sound : testing::Test {
  base::manual_clock clock;
  track_recorder recorder{codec::opus};

  /// The packet of 20 ms that was captured `at` that time after the first.
  std::vector<media_frame> push(milliseconds at, std::vector<std::byte> payload = bytes_of({0x78, 1, 2})) {
    return recorder.push(write_rtp({.sequence = static_cast<std::uint16_t>(at / 20ms),
                                    .timestamp = static_cast<std::uint32_t>(at.count() * 48),
                                    .payload = std::move(payload)}),
                         clock.now());
  }
};

TEST_F(recording_sound, makes_a_frame_of_each_packet) {
  EXPECT_FALSE(recorder.began());
  EXPECT_FALSE(recorder.format());
  const auto first = push(0ms);
  EXPECT_THAT(first,
              ElementsAre(media_frame{.time = 0ms, .duration = 20ms, .bytes = bytes_of({0x78, 1, 2})}));
  EXPECT_EQ(recorder.began(), clock.now());
  EXPECT_EQ(recorder.format(), track_format{.codec = codec::opus});
  EXPECT_FALSE(recorder.needs_key_frame());
  clock.advance(20ms);
  EXPECT_THAT(times(push(20ms)), ElementsAre(20ms));
}

TEST_F(recording_sound, keeps_the_silence_in_which_nothing_is_sent) {
  push(0ms);
  clock.advance(400ms);
  EXPECT_THAT(
      times(recorder.push(write_rtp({.sequence = 1, .timestamp = 400 * 48, .payload = bytes_of({0x78})}),
                          clock.now())),
      ElementsAre(400ms));
}

TEST_F(recording_sound, leaves_a_gap_where_a_packet_was_lost_for_good) {
  push(0ms);
  clock.advance(40ms);
  EXPECT_THAT(push(40ms), IsEmpty());
  EXPECT_THAT(recorder.tick(clock.now() + 299ms), IsEmpty());
  EXPECT_THAT(times(recorder.tick(clock.now() + 300ms)), ElementsAre(40ms));
}

TEST_F(recording_sound, drops_what_is_no_packet_of_the_track) {
  EXPECT_THAT(recorder.push(bytes_of({1, 2, 3}), clock.now()), IsEmpty());
  EXPECT_THAT(push(0ms, {}), IsEmpty()) << "nothing but padding";
  EXPECT_FALSE(recorder.began());
}

TEST_F(recording_sound, says_how_long_each_packet_lasts) {
  const auto duration = [&](std::initializer_list<int> packet) {
    track_recorder fresh{codec::opus};
    return fresh.push(write_rtp({.payload = bytes_of(packet)}), clock.now()).at(0).duration;
  };
  EXPECT_EQ(duration({0x78}), 20ms) << "hybrid";
  EXPECT_EQ(duration({0x70}), 10ms);
  EXPECT_EQ(duration({0x18}), 60ms) << "SILK";
  EXPECT_EQ(duration({0xf9, 0, 0}), 40ms) << "two frames of CELT";
  EXPECT_EQ(duration({0xe3, 4}), 10ms) << "four of 2.5 ms";
  EXPECT_EQ(duration({0x7b}), 0ms) << "as many as a byte says that is missing";
  EXPECT_EQ(duration({0x7b, 63}), 0ms) << "longer than a packet may be";
}

TEST_F(recording_sound, leaves_nothing_of_a_pause) {
  push(0ms);
  clock.advance(20ms);
  recorder.pause();
  EXPECT_TRUE(recorder.paused());
  for (auto at = 20ms; at < 1'000ms; at += 20ms) {
    EXPECT_THAT(push(at), IsEmpty());
    clock.advance(20ms);
  }
  recorder.resume(clock.now());
  EXPECT_FALSE(recorder.paused());
  EXPECT_THAT(times(push(1'000ms)), ElementsAre(1'000ms)) << "a gap as long as the pause";
}

TEST_F(recording_sound, leaves_nothing_that_was_captured_in_a_pause_and_comes_after_it) {
  for (auto at = 0ms; at < 100ms; at += 20ms) {
    push(at);
    clock.advance(20ms);
  }
  recorder.pause();
  clock.advance(400ms);
  recorder.resume(clock.now());  // 500 ms
  for (auto at = 100ms; at < 500ms; at += 20ms) EXPECT_THAT(push(at), IsEmpty()) << at.count();
  EXPECT_THAT(times(push(500ms)), ElementsAre(500ms));
}

TEST_F(recording_sound, leaves_nothing_that_waited_when_a_pause_began_or_ended) {
  push(0ms);
  clock.advance(40ms);
  EXPECT_THAT(push(40ms), IsEmpty()) << "one before it is missing";
  recorder.pause();
  EXPECT_THAT(push(20ms), IsEmpty());
  clock.advance(40ms);
  EXPECT_THAT(push(80ms), IsEmpty());
  recorder.resume(clock.now());
  EXPECT_THAT(push(60ms), IsEmpty());
  EXPECT_THAT(recorder.tick(clock.now() + 1s), IsEmpty());
}

TEST_F(recording_sound, goes_on_with_another_stream) {
  push(0ms);
  clock.advance(3s);  // as after a media worker's death
  const auto next = recorder.push(
      write_rtp({.sequence = 40'000, .timestamp = 5, .payload = bytes_of({0x78}), .ssrc = 2}), clock.now());
  EXPECT_THAT(times(next), ElementsAre(3'000ms));
}

struct recording_pictures : testing::Test {
  base::manual_clock clock;
  track_recorder recorder{codec::vp8};
  std::uint16_t sequence = 0;
  milliseconds at{};

  std::vector<media_frame> push(std::vector<std::byte> frame) {
    frame.insert(frame.begin(), std::byte{0x10});
    return recorder.push(write_rtp({.sequence = sequence++,
                                    .timestamp = static_cast<std::uint32_t>(at.count() * 90),
                                    .payload = std::move(frame),
                                    .marker = true}),
                         clock.now());
  }
  std::vector<media_frame> push_key_frame() {
    return push(bytes_of({0x10, 0, 0, 0x9d, 0x01, 0x2a, 0x40, 0x01, 0xf0, 0x00}));
  }
  std::vector<media_frame> push_other() { return push(bytes_of({0x11, 0, 0})); }
  void advance(milliseconds by) {
    at += by;
    clock.advance(by);
  }
};

TEST_F(recording_pictures, begin_with_a_key_frame_and_its_size) {
  EXPECT_TRUE(recorder.needs_key_frame());
  EXPECT_THAT(push_other(), IsEmpty());
  EXPECT_FALSE(recorder.began());
  advance(40ms);
  const auto frames = push_key_frame();
  ASSERT_EQ(frames.size(), 1u);
  EXPECT_TRUE(frames[0].key);
  EXPECT_EQ(frames[0].time, 0ms);
  EXPECT_EQ(recorder.began(), clock.now());
  EXPECT_EQ(recorder.format(), (track_format{.codec = codec::vp8, .width = 320, .height = 240}));
  EXPECT_FALSE(recorder.needs_key_frame());
}

TEST_F(recording_pictures, wait_for_a_key_frame_after_a_loss) {
  push_key_frame();
  advance(40ms);
  ++sequence;
  EXPECT_THAT(push_other(), IsEmpty());
  advance(300ms);
  EXPECT_THAT(recorder.tick(clock.now()), IsEmpty());
  EXPECT_TRUE(recorder.needs_key_frame());
  EXPECT_THAT(times(push_key_frame()), ElementsAre(340ms));
}

TEST_F(recording_pictures, go_on_after_a_pause_with_a_key_frame) {
  push_key_frame();
  recorder.pause();
  EXPECT_FALSE(recorder.needs_key_frame());
  advance(40ms);
  EXPECT_THAT(push_key_frame(), IsEmpty());
  advance(40ms);
  recorder.resume(clock.now());
  EXPECT_TRUE(recorder.needs_key_frame());
  EXPECT_THAT(push_other(), IsEmpty());
  advance(40ms);
  EXPECT_THAT(times(push_key_frame()), ElementsAre(120ms));
}

TEST_F(recording_pictures, have_each_a_time_of_their_own) {
  push_key_frame();
  EXPECT_THAT(times(push_key_frame()), ElementsAre(1ms)) << "the same timestamp twice";
}

}  // namespace
}  // namespace flex_video::recording
