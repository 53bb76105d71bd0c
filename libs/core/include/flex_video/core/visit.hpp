#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/core/ids.hpp"
#include "flex_video/core/invite.hpp"
#include "flex_video/core/sighting.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace flex_video::core {

enum class visit_state {
  opened,    ///< redeemed, not decided yet
  waiting,   ///< in the lobby, for the agent's decision
  admitted,  ///< may join
  in_room,
  away,     ///< was in the room; may come back
  left,     ///< gone for good, as far as is known; may come back while there is a place
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
  /// The provider's newest report about the visit; an older one that comes late is ignored.
  std::optional<sighting> seen = std::nullopt;
  unsigned signals = 0;      ///< how many its page has told
  std::string consent = {};  ///< the version of the text that agrees to a recording; empty without consent
  unsigned version = 0;      ///< as session::version

  friend bool operator==(const visit&, const visit&) = default;
};

/// Whether the agent has put the visit out, or never let it in.
inline bool shut_out(const visit& visit) {
  return visit.state == visit_state::denied || visit.state == visit_state::removed;
}
/// Whether it is of a customer who came with a token of /get-tokens.
inline bool came_with_token(const visit& visit) {
  return visit.role == invite_role::customer && !visit.device;
}
/// Whether the guest has agreed to be recorded, by whatever version of the text was shown.
inline bool consented(const visit& visit) { return !visit.consent.empty(); }
/// Whether one of the room's places is the visit's, whoever is connected at the moment.
inline bool holds_a_place(const visit& visit) {
  return visit.role != invite_role::agent &&
         (visit.state == visit_state::admitted || visit.state == visit_state::in_room ||
          visit.state == visit_state::away);
}

}  // namespace flex_video::core
