#include "flex_video/server/hmac_code_signer.hpp"

#include <algorithm>
#include <stdexcept>

namespace flex_video::server {
namespace {

constexpr std::size_t shortest_key = 16;  // as many bits as the code's MAC

const base::secret& long_enough(const base::secret& key) {
  if (key.reveal().size() < shortest_key) throw std::invalid_argument("the key for links is too short");
  return key;
}

}  // namespace

hmac_code_signer::hmac_code_signer(const base::secret& key) : hmac_(long_enough(key)) {}

core::code_signer::mac hmac_code_signer::sign(std::span<const std::byte> message) {
  const auto digest = hmac_(message);
  mac cut;
  std::copy_n(digest.begin(), cut.size(), cut.begin());
  return cut;
}

}  // namespace flex_video::server
