#include "rtp_packet.hpp"

#include "testing/rtp_writing.hpp"

#include <gmock/gmock.h>

namespace flex_video::recording {
namespace {

using testing::ElementsAreArray;

const auto plain = bytes_of({0x80, 0xef, 0x12, 0x34, 0, 0, 1, 2, 0, 0, 3, 4, 7, 8, 9});

std::vector<std::byte> payload_of(std::initializer_list<int> packet) {
  const auto bytes = bytes_of(packet);
  const auto read = read_rtp(bytes);
  if (!read) return {};
  return {read->payload.begin(), read->payload.end()};
}

TEST(rtp_packet, is_read_field_by_field) {
  const auto packet = read_rtp(plain);
  ASSERT_TRUE(packet);
  EXPECT_TRUE(packet->marker);
  EXPECT_EQ(packet->payload_type, 111);
  EXPECT_EQ(packet->sequence, 0x1234);
  EXPECT_EQ(packet->timestamp, 0x102u);
  EXPECT_EQ(packet->ssrc, 0x304u);
  EXPECT_THAT(packet->payload, ElementsAreArray(bytes_of({7, 8, 9})));
}

TEST(rtp_packet, may_have_no_payload) {
  const auto packet = read_rtp(std::span{plain}.first(12));
  ASSERT_TRUE(packet);
  EXPECT_TRUE(packet->payload.empty());
}

TEST(rtp_packet, has_sources_extensions_and_padding_around_its_payload) {
  EXPECT_THAT(payload_of({0x82, 96, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 7}),
              ElementsAreArray(bytes_of({7})));
  EXPECT_THAT(payload_of({0x90, 96, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0xbe, 0xde, 0, 1, 0x10, 0xff, 0, 0, 7, 8}),
              ElementsAreArray(bytes_of({7, 8})));
  EXPECT_THAT(payload_of({0xa0, 96, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 7, 8, 0, 0, 3}),
              ElementsAreArray(bytes_of({7, 8})));
}

TEST(rtp_packet, refuses_what_is_none) {
  for (std::size_t length = 0; length < 12; ++length) EXPECT_FALSE(read_rtp(std::span{plain}.first(length)));
  auto other_version = plain;
  other_version[0] = std::byte{0x40};
  EXPECT_FALSE(read_rtp(other_version));
}

TEST(rtp_packet, refuses_what_ends_before_it_says) {
  const auto refuses = [](std::initializer_list<int> packet) { return !read_rtp(bytes_of(packet)); };
  EXPECT_TRUE(refuses({0x81, 96, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1})) << "a contributing source";
  EXPECT_TRUE(refuses({0x90, 96, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0xbe, 0xde, 0})) << "an extension's header";
  EXPECT_TRUE(refuses({0x90, 96, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0xbe, 0xde, 0, 2, 0, 0, 0, 0}))
      << "extensions";
  EXPECT_TRUE(refuses({0xa0, 96, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 7, 3})) << "padding";
  EXPECT_TRUE(refuses({0xa0, 96, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 7, 0})) << "padding of no length";
  EXPECT_TRUE(refuses({0xa0, 96, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1})) << "padding that is not there";
}

}  // namespace
}  // namespace flex_video::recording
