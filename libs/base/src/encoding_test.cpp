#include "flex_video/base/encoding.hpp"

#include "flex_video/base/random.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <vector>

namespace flex_video::base {
namespace {

TEST(encoding, writes_lowercase_hex) {
  const std::array bytes{std::byte{0x00}, std::byte{0xaf}, std::byte{0x10}};
  EXPECT_EQ(to_hex(bytes), "00af10");
}

TEST(encoding, base64url_of_every_tail_length_comes_back) {
  const std::string all = "\xfb\xff\x00 any bytes?>~";
  for (std::size_t n = 0; n <= all.size(); ++n) {
    const auto text = to_base64url(std::string_view{all}.substr(0, n));
    EXPECT_EQ(text.find_first_of("+/="), std::string::npos);
    EXPECT_EQ(from_base64url(text), all.substr(0, n)) << n;
  }
}

TEST(encoding, matches_the_vectors_of_rfc_4648) {
  EXPECT_EQ(to_base64url(std::string_view{"foobar"}), "Zm9vYmFy");
  EXPECT_EQ(to_base64url(std::string_view{"fooba"}), "Zm9vYmE");
  EXPECT_EQ(to_base64url(std::string_view{"foob"}), "Zm9vYg");
  EXPECT_EQ(from_base64("Zm9vYg=="), "foob");
}

TEST(encoding, refuses_what_is_not_base64url) {
  EXPECT_FALSE(from_base64url("Zm9vYg=="));
  EXPECT_FALSE(from_base64url("Zm9v+mFy"));
  EXPECT_FALSE(from_base64url("Z"));
  EXPECT_FALSE(from_base64url("Zm9vYh")) << "stray bits: a second spelling of \"foob\"";
}

TEST(encoding, refuses_standard_base64_without_padding) {
  EXPECT_FALSE(from_base64("Zm9vYg"));
  EXPECT_FALSE(from_base64("===="));
}

TEST(encoding, base62_is_letters_and_digits_and_comes_back) {
  std::array<std::byte, 38> bytes{};
  for (const int fill : {0x00, 0x01, 0x7f, 0xff}) {
    bytes.fill(static_cast<std::byte>(fill));
    bytes[7] = std::byte{0x5f};
    const auto text = to_base62(bytes);
    EXPECT_EQ(text.size(), 52u);
    EXPECT_EQ(text.find_first_not_of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"),
              std::string::npos);
    std::array<std::byte, 38> back{};
    EXPECT_TRUE(from_base62(text, back));
    EXPECT_EQ(back, bytes);
  }
}

TEST(encoding, base62_holds_bytes_of_any_number) {
  counting_random random;
  for (std::size_t size = 0; size <= 40; ++size) {
    std::vector<std::byte> bytes(size), back(size);
    for (int round = 0; round < 8; ++round) {
      // Both ends of the number matter to the long division.
      random.fill(bytes);
      if (round % 2 == 1) std::ranges::reverse(bytes);
      ASSERT_TRUE(from_base62(to_base62(bytes), back)) << size;
      EXPECT_EQ(back, bytes);
    }
  }
}

TEST(encoding, refuses_base62_of_another_length_alphabet_or_size) {
  std::array<std::byte, 2> bytes{};
  ASSERT_EQ(base62_length(bytes.size()), 3u);
  EXPECT_TRUE(from_base62("H31", bytes)) << "65535 is the largest of two bytes";
  EXPECT_EQ(bytes, (std::array{std::byte{0xff}, std::byte{0xff}}));
  EXPECT_FALSE(from_base62("H32", bytes));
  EXPECT_FALSE(from_base62("zzz", bytes));
  EXPECT_FALSE(from_base62("H3", bytes));
  EXPECT_FALSE(from_base62("0H31", bytes));
  EXPECT_FALSE(from_base62("H_1", bytes));
}

}  // namespace
}  // namespace flex_video::base
