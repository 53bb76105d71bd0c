#include "flex_video/twilio/digest.hpp"

#include "flex_video/base/encoding.hpp"

#include <gtest/gtest.h>

namespace flex_video::twilio {
namespace {

std::string hmac_hex(std::string key, std::string_view message) {
  return base::to_hex(hmac_sha1(base::secret{std::move(key)}, message));
}

// RFC 2202 section 3, test cases 1, 2 and 6
TEST(hmac_sha1, matches_the_vectors_of_rfc_2202) {
  EXPECT_EQ(hmac_hex(std::string(20, '\x0b'), "Hi There"), "b617318655057264e28bc0b6fb378c8ef146be00");
  EXPECT_EQ(hmac_hex("Jefe", "what do ya want for nothing?"), "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
  EXPECT_EQ(hmac_hex(std::string(80, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First"),
            "aa4ae5e15272d00e95705637ce8a3b55ed402112");
}

TEST(hmac_sha1, takes_an_empty_key_and_an_empty_message) {
  EXPECT_EQ(hmac_hex("", ""), "fbdb1d1b18aa6c08324b7d64b71fb76370690e1d");
}

// FIPS 180-2, appendix B.1, and the empty message
TEST(sha256, matches_known_digests) {
  EXPECT_EQ(base::to_hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(base::to_hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

}  // namespace
}  // namespace flex_video::twilio
