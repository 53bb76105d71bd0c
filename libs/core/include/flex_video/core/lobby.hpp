#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/base/random.hpp"
#include "flex_video/base/result.hpp"
#include "flex_video/core/invite.hpp"
#include "flex_video/core/policy.hpp"
#include "flex_video/core/ports/session_store.hpp"

#include <vector>

namespace flex_video::core {

/// What came of redeeming an invite.
struct redemption {
  core::visit visit;
  /// What is to be stored; empty of rows when the device has come back to a visit that stands. Holds the
  /// session as well, so that of two devices that redeem at once one is refused by the store and decides
  /// again.
  core::change change;
  bool returning = false;  ///< the device was here before
};

/// Redeems `invite`, which its signature has proved, for `device`; `visits` are all of the session. A
/// customer's first device is admitted and a further one waits; the same device comes back to the same visit.
/// An agent's invite admits one device. Refuses with errc::session_ended, visit_denied, lobby_full; for an
/// agent also invite_expired and invite_used.
base::result<redemption> redeem(const session& session, const std::vector<visit>& visits,
                                const invite& invite, const device_id& device, const policy& policy,
                                base::time_point now, base::random_source& random);

/// Lets a visit into the room and records that it got an access token: errc::session_ended, visit_waiting, or
/// visit_denied, which is also the answer to the visit of a former agent.
base::result<change> join_visit(const session& session, const visit& visit, base::time_point now,
                                base::random_source& random);

}  // namespace flex_video::core
