#include "flex_video/twilio/hmac.hpp"

#include "flex_video/base/encoding.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace flex_video::twilio {
namespace {

std::string hex_of(std::string key, std::string_view message) {
  return base::to_hex(hmac_sha256{base::secret{std::move(key)}}(message));
}

// RFC 4231, test cases 1, 2 and 6
TEST(hmac_sha256, matches_the_vectors_of_rfc_4231) {
  EXPECT_EQ(hex_of(std::string(20, '\x0b'), "Hi There"),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(hex_of("Jefe", "what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(hex_of(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First"),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(hmac_sha256, gives_the_same_digest_when_its_context_is_used_again) {
  hmac_sha256 mac{base::secret{"key"}};
  const auto first = mac("message");
  mac("something else");
  EXPECT_EQ(mac("message"), first);
}

TEST(hmac_sha256, takes_an_empty_key_and_an_empty_message) {
  EXPECT_EQ(hex_of("", ""), "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

TEST(hmac_sha256, serves_several_threads) {
  hmac_sha256 mac{base::secret{"key"}};
  const auto expected = mac("message");
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int j = 0; j < 1'000; ++j) EXPECT_EQ(mac("message"), expected);
    });
  }
}

}  // namespace
}  // namespace flex_video::twilio
