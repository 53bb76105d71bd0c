#include "stateless_session.hpp"

#include "flex_video/base/encoding.hpp"

#include <array>

namespace flex_video::serverless {
namespace {

constexpr std::size_t prefix = 2;  // of a SID, before its 32 hexadecimal digits

std::byte nibble(char digit) { return static_cast<std::byte>(digit <= '9' ? digit - '0' : digit - 'a' + 10); }

}  // namespace

core::session_id session_of(const core::room_sid& room) {
  const auto digits = room.text().substr(prefix);
  std::array<std::byte, core::session_id::size> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i)
    bytes[i] = nibble(digits[2 * i]) << 4 | nibble(digits[2 * i + 1]);
  return core::session_id::from_bytes(bytes);
}

core::room_sid room_of(const core::session_id& session) {
  return *core::room_sid::parse("RM" + base::to_hex(session.bytes()));
}

core::session describe_session(const core::start_request& request, const core::flex_user& user,
                               const core::reservation& reservation, const core::room& room,
                               const core::policy& policy, base::time_point now,
                               base::random_source& random) {
  auto session = *core::start_session(request, user, reservation, room, policy, now, random).session;
  session.id = session_of(room.sid);
  session.link_expires_at = std::chrono::ceil<std::chrono::hours>(now + policy.link_life);
  return session;
}

}  // namespace flex_video::serverless
