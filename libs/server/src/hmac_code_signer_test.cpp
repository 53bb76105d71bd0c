#include "flex_video/server/hmac_code_signer.hpp"

#include "flex_video/base/encoding.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string_view>

namespace flex_video::server {
namespace {

std::string hex_mac(const std::string& key, std::string_view message) {
  hmac_code_signer signer{base::secret{key}};
  return base::to_hex(signer.sign(std::as_bytes(std::span{message})));
}

TEST(hmac_code_signer, gives_the_first_half_of_rfc_4231_s_digests) {
  EXPECT_EQ(hex_mac(std::string(20, '\x0b'), "Hi There"), "b0344c61d8db38535ca8afceaf0bf12b");
}

TEST(hmac_code_signer, refuses_a_key_that_could_be_guessed) {
  EXPECT_THROW(hmac_code_signer{base::secret{std::string(15, 'k')}}, std::invalid_argument);
  EXPECT_NO_THROW(hmac_code_signer{base::secret{std::string(16, 'k')}});
}

}  // namespace
}  // namespace flex_video::server
