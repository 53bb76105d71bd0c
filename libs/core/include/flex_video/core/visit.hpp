#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/core/ids.hpp"
#include "flex_video/core/invite.hpp"

#include <cstdint>
#include <optional>

namespace flex_video::core {

enum class visit_state {
  opened,    ///< redeemed, not decided yet
  waiting,   ///< in the lobby, for the agent's decision
  admitted,  ///< may join
  in_room,
  away,     ///< was in the room; may come back
  left,     ///< gone for good, as far as is known; may come back while the session lasts
  removed,  ///< put out by the agent
  denied,   ///< never let in by the agent
};

/// One device that came with an invite.
struct visit {
  visit_id id;
  session_id session;
  invite_role role = invite_role::customer;
  /// Nothing for a customer who came with a token of /get-tokens and was first seen in the room.
  std::optional<device_id> device;
  std::uint8_t invite_ordinal = 0;
  base::time_point invite_expires_at;  ///< with role and ordinal, tells the session's invites apart
  visit_state state = visit_state::opened;
  base::time_point opened_at;
  unsigned version = 0;  ///< as session::version

  friend bool operator==(const visit&, const visit&) = default;
};

}  // namespace flex_video::core
