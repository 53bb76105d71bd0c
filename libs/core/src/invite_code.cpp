#include "flex_video/core/invite_code.hpp"

#include "flex_video/base/encoding.hpp"
#include "flex_video/base/secret.hpp"
#include "flex_video/core/errc.hpp"
#include "flex_video/core/spelling.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace flex_video::core {
namespace {

constexpr unsigned format_version = 1;  // the upper four bits of the first byte; the lower four are the role
constexpr std::size_t expiry_at = 2;
constexpr std::size_t session_at = 6;
constexpr std::size_t mac_at = session_at + session_id::size;
constexpr std::size_t code_bytes = mac_at + std::tuple_size_v<code_signer::mac>;
static_assert(base::base62_length(code_bytes) == invite_code_length);

std::string_view as_text(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

bool known_head(std::byte head) {
  const auto value = std::to_integer<unsigned>(head);
  const auto role = static_cast<invite_role>(value & 0x0f);
  return value >> 4 == format_version && !name_of(role).empty();
}

}  // namespace

std::string write_invite_code(const invite& invite, code_signer& signer) {
  std::array<std::byte, code_bytes> bytes{};
  bytes[0] = static_cast<std::byte>(format_version << 4 | static_cast<unsigned>(invite.role));
  bytes[1] = static_cast<std::byte>(invite.ordinal);
  const auto expiry = static_cast<std::uint32_t>(base::unix_seconds(invite.expires_at));
  for (std::size_t i = 0; i < 4; ++i) bytes[expiry_at + i] = static_cast<std::byte>(expiry >> (24 - 8 * i));
  std::ranges::copy(invite.session.bytes(), bytes.begin() + session_at);
  std::ranges::copy(signer.sign(std::span{bytes}.first<mac_at>()), bytes.begin() + mac_at);
  return base::to_base62(bytes);
}

base::result<invite> parse_invite_code(std::string_view code, code_signer& signer, base::time_point now) {
  if (code.size() != invite_code_length) return base::fail(errc::invite_invalid, "length");
  std::array<std::byte, code_bytes> decoded{};
  if (!base::from_base62(code, decoded)) return base::fail(errc::invite_invalid, "characters");
  const std::span<const std::byte, code_bytes> bytes{decoded};
  const auto expected = signer.sign(bytes.first<mac_at>());
  if (!base::equal_in_constant_time(as_text(bytes.subspan<mac_at>()), as_text(expected))) {
    return base::fail(errc::invite_invalid, "signature");
  }
  if (!known_head(bytes[0])) return base::fail(errc::invite_invalid, "version or role");

  std::uint32_t expiry = 0;
  for (std::size_t i = 0; i < 4; ++i)
    expiry = expiry << 8 | std::to_integer<std::uint32_t>(bytes[expiry_at + i]);
  const base::time_point expires_at{std::chrono::seconds{expiry}};
  if (now >= expires_at) return base::fail(errc::invite_expired);
  return invite{.session = session_id::from_bytes(bytes.subspan<session_at, session_id::size>()),
                .role = static_cast<invite_role>(std::to_integer<unsigned>(bytes[0]) & 0x0f),
                .ordinal = std::to_integer<std::uint8_t>(bytes[1]),
                .expires_at = expires_at};
}

}  // namespace flex_video::core
