#include "h264_format.hpp"

#include "testing/rtp_writing.hpp"

#include <gmock/gmock.h>

namespace flex_video::recording {
namespace {

const auto sps = bytes_of({0x67, 0x42, 0xc0, 0x0d});
const auto pps = bytes_of({0x68, 0xcb, 0x83, 0xcb});
const auto idr = bytes_of({0x65, 1, 2});
const auto slice = bytes_of({0x41, 3});

std::vector<std::byte> joined(std::initializer_list<std::vector<std::byte>> parts) {
  std::vector<std::byte> all;
  for (const auto& each : parts) all.insert(all.end(), each.begin(), each.end());
  return all;
}

/// As it lies in a file.
std::vector<std::byte> unit(const std::vector<std::byte>& bytes) {
  return joined({bytes_of({0, 0, 0, static_cast<int>(bytes.size())}), bytes});
}

std::vector<std::byte> aggregate(std::initializer_list<std::vector<std::byte>> units) {
  auto all = bytes_of({0x78});
  for (const auto& each : units) all = joined({all, bytes_of({0, static_cast<int>(each.size())}), each});
  return all;
}

struct h264_assembling : testing::Test {
  frame_assembly assembly{std::make_unique<h264_format>()};
  std::uint32_t timestamp = 0;

  std::optional<assembled_frame> push(std::vector<std::byte> payload, bool marker = true,
                                      bool after_loss = false) {
    return assembly.push({.marker = marker,
                          .timestamp = timestamp,
                          .payload = std::move(payload),
                          .arrived = {},
                          .after_loss = after_loss});
  }
  void begin() { ASSERT_TRUE(push(aggregate({sps, pps, idr}))); }
  bool refuses(std::vector<std::byte> payload) {
    begin();
    return !push(std::move(payload)) && assembly.waits_for_key_frame();
  }
};

TEST_F(h264_assembling, takes_units_one_by_one) {
  EXPECT_FALSE(push(sps, false));
  EXPECT_FALSE(push(pps, false));
  const auto frame = push(idr);
  ASSERT_TRUE(frame);
  EXPECT_TRUE(frame->key);
  EXPECT_EQ(frame->bytes, joined({unit(sps), unit(pps), unit(idr)}));
  const auto next = push(slice);
  ASSERT_TRUE(next);
  EXPECT_FALSE(next->key);
  EXPECT_EQ(next->bytes, unit(slice));
}

TEST_F(h264_assembling, takes_aggregates) {
  const auto frame = push(aggregate({sps, pps, idr}));
  ASSERT_TRUE(frame);
  EXPECT_TRUE(frame->key);
  EXPECT_EQ(frame->bytes, joined({unit(sps), unit(pps), unit(idr)}));
}

TEST_F(h264_assembling, joins_fragments) {
  push(aggregate({sps, pps}), false);
  push(bytes_of({0x7c, 0x85, 1, 2}), false);
  push(bytes_of({0x7c, 0x05, 3}), false);
  const auto frame = push(bytes_of({0x7c, 0x45, 4}));
  ASSERT_TRUE(frame);
  EXPECT_TRUE(frame->key);
  EXPECT_EQ(frame->bytes, joined({unit(sps), unit(pps), unit(bytes_of({0x65, 1, 2, 3, 4}))}));
}

TEST_F(h264_assembling, gives_a_key_frame_the_parameters_that_came_before) {
  EXPECT_FALSE(push(aggregate({sps, pps})));
  timestamp = 3000;
  const auto frame = push(idr);
  ASSERT_TRUE(frame);
  EXPECT_EQ(frame->bytes, joined({unit(sps), unit(pps), unit(idr)}));
}

TEST_F(h264_assembling, knows_no_key_frame_without_parameters) {
  EXPECT_FALSE(push(idr));
  EXPECT_FALSE(push(joined({sps}), false));
  EXPECT_FALSE(push(idr));
  EXPECT_TRUE(assembly.waits_for_key_frame());
}

TEST_F(h264_assembling, drops_a_frame_whose_fragment_has_a_gap) {
  begin();
  push(bytes_of({0x5c, 0x81, 1, 2}), false);
  EXPECT_FALSE(push(bytes_of({0x5c, 0x41, 4}), true, true));
  EXPECT_TRUE(assembly.waits_for_key_frame());
  EXPECT_FALSE(push(slice));
  EXPECT_TRUE(push(aggregate({sps, pps, idr})));
}

TEST_F(h264_assembling, refuses_fragments_out_of_turn) {
  EXPECT_TRUE(refuses(bytes_of({0x5c, 0x01, 1, 2}))) << "none was begun";
  EXPECT_TRUE(refuses(bytes_of({0x5c, 0x81, 1, 2}))) << "the frame ends before it";
  begin();
  push(bytes_of({0x5c, 0x81, 1, 2}), false);
  EXPECT_FALSE(push(slice)) << "a whole unit inside it";
  EXPECT_TRUE(assembly.waits_for_key_frame());
}

TEST_F(h264_assembling, refuses_what_is_none_of_these) {
  EXPECT_TRUE(refuses(bytes_of({0x5c, 0x81}))) << "a fragment of nothing";
  EXPECT_TRUE(refuses(bytes_of({0x78, 0}))) << "an aggregate that ends within a length";
  EXPECT_TRUE(refuses(bytes_of({0x78, 0, 9, 0x41}))) << "or before it says";
  EXPECT_TRUE(refuses(bytes_of({0x78, 0, 0}))) << "an empty unit";
  EXPECT_TRUE(refuses(bytes_of({0x79, 0, 0, 0, 1, 0x41}))) << "STAP-B, of packetization mode 2";
  EXPECT_TRUE(refuses(bytes_of({0x67, 0x42}))) << "parameters too short to have a profile";
  EXPECT_TRUE(refuses(bytes_of({0x78, 0, 3, 0x78, 0, 0}))) << "an aggregate within another";
}

}  // namespace
}  // namespace flex_video::recording
