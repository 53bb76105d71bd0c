#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/base/result.hpp"
#include "flex_video/core/invite.hpp"
#include "flex_video/core/ports/code_signer.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace flex_video::core {

/// The length of every invite code: 38 bytes (version and role, ordinal, expiry, session id, MAC) in letters
/// and digits.
inline constexpr std::size_t invite_code_length = 52;

/// The code of an invite. `expires_at` is cut to seconds and must lie before the year 2106.
std::string write_invite_code(const invite& invite, code_signer& signer);

/// What `code` says: errc::invite_invalid unless this signer made it, then errc::invite_expired from its
/// expiry on. Asks nobody else, and compares the MAC in constant time before it believes anything.
base::result<invite> parse_invite_code(std::string_view code, code_signer& signer, base::time_point now);

}  // namespace flex_video::core
