// What is read from the path of a link: only what the signer has written is believed, letter for letter.
#include "flex_video/core/invite_code.hpp"

#include "expectation.hpp"
#include "keyed_sum_signer.hpp"

#include "flex_video/base/encoding.hpp"
#include "flex_video/core/errc.hpp"
#include "flex_video/core/spelling.hpp"

#include <algorithm>
#include <array>

namespace {

using namespace flex_video;
using fuzz::require;

const base::time_point now{std::chrono::seconds{1'800'000'000}};
constexpr std::size_t signed_bytes = 22;

void expect_round_trip(std::string_view code, core::code_signer& signer) {
  const auto invite = core::parse_invite_code(code, signer, now);
  if (!invite) {
    require(invite.error().code == core::errc::invite_invalid ||
            invite.error().code == core::errc::invite_expired);
    return;
  }
  require(invite->expires_at > now);
  require(!core::name_of(invite->role).empty());
  require(core::write_invite_code(*invite, signer) == code);
  core::samples::keyed_sum_signer other{2};
  require(!core::parse_invite_code(code, other, now));
  require(!core::parse_invite_code(code, signer, invite->expires_at));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  core::samples::keyed_sum_signer signer;
  expect_round_trip(fuzz::as_text(data, size), signer);
  // The same bytes as what a code says, signed.
  std::array<std::byte, signed_bytes + 16> code{};
  for (std::size_t i = 0; i < std::min(size, signed_bytes); ++i) code[i] = std::byte{data[i]};
  std::ranges::copy(signer.sign(std::span{code}.first<signed_bytes>()), code.begin() + signed_bytes);
  expect_round_trip(base::to_base62(code), signer);
  return 0;
}
