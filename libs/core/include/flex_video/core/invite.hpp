#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/core/ids.hpp"

#include <cstdint>

namespace flex_video::core {

/// What a link makes of who opens it. All but the agent are guests.
enum class invite_role : std::uint8_t { customer = 1, agent = 2, relative = 3, interpreter = 4 };

/// What a link says; the code in the link carries all of it, signed.
struct invite {
  session_id session;
  invite_role role = invite_role::customer;
  /// Of a guest's invite: which one of the session. Of an agent's: how often the session had been handed
  /// over, so that the link of an earlier worker does not admit as the present one.
  std::uint8_t ordinal = 0;
  base::time_point expires_at;  ///< in whole seconds

  friend bool operator==(const invite&, const invite&) = default;
};

/// A guest's invite as it is stored, so that it can be taken back. An agent's is not stored.
struct issued_invite {
  core::invite invite;
  bool revoked = false;

  friend bool operator==(const issued_invite&, const issued_invite&) = default;
};

}  // namespace flex_video::core
