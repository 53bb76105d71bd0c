#include "h264_parameters.hpp"

#include "testing/rtp_writing.hpp"

#include <gmock/gmock.h>

#include <string_view>

namespace flex_video::recording {
namespace {

/// x264's, of pictures of 318x178.
constexpr std::string_view baseline = "6742c00dd901419ea230110000030001000003003c0f142a48";
constexpr std::string_view high = "6764000dacd941419ea230110000030001000003003c0f142996";
constexpr std::string_view high_422 = "677a000dbcd941419ea3f0110000030001000003003c0f142996";
constexpr std::string_view high_444 = "67f4000d919b282833dc7e0220000003002000000781e28532c0";
/// Of 1280x720, in fields, with scaling lists.
constexpr std::string_view interlaced = "67640020acd940500bbf2e0220000003002000000783e2c5b2c0";

std::vector<std::byte> unhex(std::string_view text) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::vector<std::byte> bytes;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2)
    bytes.push_back(static_cast<std::byte>(digit(text[i]) << 4 | digit(text[i + 1])));
  return bytes;
}

TEST(h264_parameters, tell_the_size_of_pictures_of_every_profile) {
  for (const auto each : {baseline, high, high_422, high_444})
    EXPECT_EQ(h264_picture_size(unhex(each)), (picture_size{318, 178})) << each;
  EXPECT_EQ(h264_picture_size(unhex(interlaced)), (picture_size{1280, 720}));
}

TEST(h264_parameters, refuse_what_ends_too_early) {
  const auto whole = unhex(baseline);
  for (std::size_t length = 0; length < 10; ++length)
    EXPECT_FALSE(h264_picture_size(std::span{whole}.first(length))) << length;
}

TEST(h264_parameters, refuse_another_unit) {
  auto other = unhex(baseline);
  other[0] = std::byte{0x68};
  EXPECT_FALSE(h264_picture_size(other));
}

TEST(h264_parameters, refuse_pictures_that_no_browser_sends) {
  EXPECT_EQ(h264_picture_size(bytes_of({0x67, 66, 0, 10, 0xdc, 0x0, 0xff, 0xf9})),
            (picture_size{16'368, 16}));
  EXPECT_FALSE(h264_picture_size(bytes_of({0x67, 66, 0, 10, 0xdc, 0x0, 0x40, 0xe, 0x40}))) << "16384 across";
  EXPECT_FALSE(h264_picture_size(bytes_of({0x67, 66, 0, 10, 0, 0, 0, 0, 0xff, 0xff})))
      << "a number of 33 bits";
}

TEST(h264_parameters, are_what_a_decoder_is_configured_by) {
  const auto sps = bytes_of({0x67, 0x42, 0xc0, 0x0d, 1, 2}), pps = bytes_of({0x68, 3});
  EXPECT_EQ(h264_configuration(sps, pps), bytes_of({1, 0x42, 0xc0, 0x0d, 0xff, 0xe1, 0, 6, 0x67, 0x42, 0xc0,
                                                    0x0d, 1, 2, 1, 0, 2, 0x68, 3}));
}

}  // namespace
}  // namespace flex_video::recording
