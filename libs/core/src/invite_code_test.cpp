#include "flex_video/core/invite_code.hpp"

#include "keyed_sum_signer.hpp"
#include "samples.hpp"

#include "flex_video/base/encoding.hpp"
#include "flex_video/core/errc.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace flex_video::core {
namespace {

using samples::noon;

invite some_invite() {
  return {.session = samples::id<session_id>(9),
          .role = invite_role::agent,
          .ordinal = 200,
          .expires_at = noon + std::chrono::minutes{2}};
}

/// A code over any first byte, signed by the right signer.
std::string signed_code(unsigned char head, samples::keyed_sum_signer& signer) {
  std::array<std::byte, 38> bytes{};
  EXPECT_TRUE(base::from_base62(write_invite_code(some_invite(), signer), bytes));
  bytes[0] = static_cast<std::byte>(head);
  std::ranges::copy(signer.sign(std::span{bytes}.first<22>()), bytes.begin() + 22);
  return base::to_base62(bytes);
}

TEST(invite_code, is_52_letters_and_digits_and_comes_back) {
  samples::keyed_sum_signer signer;
  const auto code = write_invite_code(some_invite(), signer);
  EXPECT_EQ(code.size(), invite_code_length);
  EXPECT_TRUE(std::ranges::all_of(code, [](unsigned char c) { return std::isalnum(c); })) << code;
  EXPECT_EQ(parse_invite_code(code, signer, noon), some_invite());
}

TEST(invite_code, refuses_every_single_changed_character) {
  samples::keyed_sum_signer signer;
  const auto code = write_invite_code(some_invite(), signer);
  for (std::size_t i = 0; i < code.size(); ++i) {
    auto forged = code;
    forged[i] = code[i] == 'A' ? 'B' : 'A';
    const auto parsed = parse_invite_code(forged, signer, noon);
    ASSERT_FALSE(parsed) << i;
    EXPECT_EQ(parsed.error().code, errc::invite_invalid) << i;
  }
}

TEST(invite_code, refuses_other_lengths_and_characters) {
  samples::keyed_sum_signer signer;
  const auto code = write_invite_code(some_invite(), signer);
  for (const auto& text :
       {std::string{}, code.substr(1), code + "A", std::string(52, '_'), std::string(100'000, 'A')}) {
    EXPECT_EQ(parse_invite_code(text, signer, noon).error().code, errc::invite_invalid) << text.size();
  }
}

TEST(invite_code, refuses_one_signed_with_another_key) {
  samples::keyed_sum_signer signer{1}, other{2};
  const auto code = write_invite_code(some_invite(), other);
  EXPECT_EQ(parse_invite_code(code, signer, noon).error().code, errc::invite_invalid);
}

TEST(invite_code, expires_at_its_second_and_not_before) {
  samples::keyed_sum_signer signer;
  const auto code = write_invite_code(some_invite(), signer);
  const auto expiry = some_invite().expires_at;
  EXPECT_TRUE(parse_invite_code(code, signer, expiry - std::chrono::milliseconds{1}));
  EXPECT_EQ(parse_invite_code(code, signer, expiry).error().code, errc::invite_expired);
}

TEST(invite_code, calls_a_forged_and_expired_one_forged) {
  samples::keyed_sum_signer signer{1}, other{2};
  const auto code = write_invite_code(some_invite(), other);
  EXPECT_EQ(parse_invite_code(code, signer, noon + std::chrono::hours{1}).error().code, errc::invite_invalid);
}

TEST(invite_code, refuses_unknown_versions_and_roles_even_signed) {
  samples::keyed_sum_signer signer;
  EXPECT_TRUE(parse_invite_code(signed_code(0x11, signer), signer, noon));
  for (const auto head : std::to_array<unsigned char>({0x10, 0x15, 0x1f, 0x21, 0x01})) {
    EXPECT_EQ(parse_invite_code(signed_code(head, signer), signer, noon).error().code, errc::invite_invalid)
        << +head;
  }
}

}  // namespace
}  // namespace flex_video::core
