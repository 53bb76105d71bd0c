#include "vp8_format.hpp"

#include "testing/rtp_writing.hpp"

#include <gmock/gmock.h>

namespace flex_video::recording {
namespace {

using testing::ElementsAreArray;

/// 320x240, scaled up as the two highest bits of each say, which is not the size.
const auto key_frame = bytes_of({0x10, 0, 0, 0x9d, 0x01, 0x2a, 0x40, 0x41, 0xf0, 0xc0, 1, 2});

struct assembling : testing::Test {
  frame_assembly assembly{std::make_unique<vp8_format>()};
  std::uint32_t timestamp = 0;

  static std::vector<std::byte> begins(std::vector<std::byte> bytes) {
    bytes.insert(bytes.begin(), std::byte{0x10});
    return bytes;
  }
  std::optional<assembled_frame> push(std::vector<std::byte> payload, bool marker, bool after_loss = false) {
    return assembly.push({.marker = marker,
                          .timestamp = timestamp,
                          .payload = std::move(payload),
                          .arrived = {},
                          .after_loss = after_loss});
  }
  std::optional<assembled_frame> push_key_frame() { return push(begins(key_frame), true); }
};

TEST_F(assembling, joins_the_packets_of_a_frame) {
  EXPECT_FALSE(push(begins(key_frame), false));
  const auto frame = push(bytes_of({0x00, 3, 4}), true);
  ASSERT_TRUE(frame);
  EXPECT_TRUE(frame->key);
  auto expected = key_frame;
  expected.insert(expected.end(), {std::byte{3}, std::byte{4}});
  EXPECT_EQ(frame->bytes, expected);
}

TEST_F(assembling, begins_with_a_key_frame) {
  EXPECT_TRUE(assembly.waits_for_key_frame());
  EXPECT_FALSE(push(begins(bytes_of({0x11, 0, 0})), true));
  EXPECT_TRUE(push_key_frame());
  EXPECT_FALSE(assembly.waits_for_key_frame());
  const auto next = push(begins(bytes_of({0x11, 0, 0})), true);
  ASSERT_TRUE(next);
  EXPECT_FALSE(next->key);
}

TEST_F(assembling, drops_all_after_a_loss_until_the_next_key_frame) {
  ASSERT_TRUE(push_key_frame());
  EXPECT_FALSE(push(begins(bytes_of({0x11, 0, 0})), true, true));
  EXPECT_TRUE(assembly.waits_for_key_frame());
  EXPECT_FALSE(push(begins(bytes_of({0x11, 0, 0})), true));
  EXPECT_TRUE(push_key_frame());
  EXPECT_TRUE(push(begins(bytes_of({0x11, 0, 0})), true));
}

TEST_F(assembling, takes_a_frame_without_its_end_for_a_loss) {
  ASSERT_TRUE(push_key_frame());
  timestamp = 3000;
  EXPECT_FALSE(push(begins(bytes_of({0x11, 0, 0})), false));
  timestamp = 6000;
  EXPECT_FALSE(push(begins(bytes_of({0x11, 0, 0})), true));
  EXPECT_TRUE(assembly.waits_for_key_frame());
}

TEST_F(assembling, takes_a_frame_without_its_beginning_for_a_loss) {
  ASSERT_TRUE(push_key_frame());
  EXPECT_FALSE(push(bytes_of({0x00, 1, 2}), true));
  EXPECT_TRUE(assembly.waits_for_key_frame());
}

TEST_F(assembling, passes_over_padding) {
  ASSERT_TRUE(push_key_frame());
  EXPECT_FALSE(push({}, false));
  EXPECT_FALSE(assembly.waits_for_key_frame());
}

TEST_F(assembling, holds_no_more_than_the_largest_frame) {
  ASSERT_TRUE(push_key_frame());
  const std::vector<std::byte> part(frame_assembly::largest_frame / 4);
  auto first = part;
  first.insert(first.begin(), {std::byte{0x10}, std::byte{0x11}});
  push(first, false);
  for (int i = 0; i < 2; ++i) push(part, false);
  EXPECT_FALSE(assembly.waits_for_key_frame());
  for (int i = 0; i < 2; ++i) push(part, false);
  EXPECT_TRUE(assembly.waits_for_key_frame());
}

TEST(vp8_format, passes_over_every_descriptor) {
  const auto bytes_behind = [](std::initializer_list<int> descriptor) {
    auto payload = bytes_of(descriptor);
    payload.insert(payload.end(), {std::byte{7}, std::byte{8}});
    assembled_frame frame;
    EXPECT_TRUE(vp8_format{}.append(payload, frame));
    return frame.bytes;
  };
  const auto rest = bytes_of({7, 8});
  EXPECT_EQ(bytes_behind({0x10}), rest);
  EXPECT_EQ(bytes_behind({0x90, 0x00}), rest);
  EXPECT_EQ(bytes_behind({0x90, 0x80, 0x11}), rest) << "a picture id of 7 bits";
  EXPECT_EQ(bytes_behind({0x90, 0x80, 0x91, 0x11}), rest) << "of 15";
  EXPECT_EQ(bytes_behind({0x90, 0xe0, 0x91, 0x11, 0x05, 0x20}), rest) << "Chromium's simulcast";
  EXPECT_EQ(bytes_behind({0x90, 0x10, 0x05}), rest) << "a key index alone";
}

TEST(vp8_format, refuses_a_descriptor_without_anything_behind_it) {
  assembled_frame frame;
  for (const auto& each : {bytes_of({}), bytes_of({0x10}), bytes_of({0x90}), bytes_of({0x90, 0x80}),
                           bytes_of({0x90, 0x80, 0x80}), bytes_of({0x90, 0xf0, 0x80, 1, 2, 3})})
    EXPECT_FALSE(vp8_format{}.append(each, frame));
}

TEST(vp8_format, tells_the_size_of_a_key_frame_alone) {
  EXPECT_EQ(vp8_picture_size(key_frame), (picture_size{320, 240}));
  for (std::size_t length = 0; length < 10; ++length)
    EXPECT_FALSE(vp8_picture_size(std::span{key_frame}.first(length)));
  auto other = key_frame;
  other[0] = std::byte{0x11};
  EXPECT_FALSE(vp8_picture_size(other)) << "made from the picture before";
  other = key_frame;
  other[4] = std::byte{0};
  EXPECT_FALSE(vp8_picture_size(other)) << "no start code";
  other = key_frame;
  other[6] = other[7] = std::byte{0};
  EXPECT_FALSE(vp8_picture_size(other)) << "nothing across";
}

}  // namespace
}  // namespace flex_video::recording
