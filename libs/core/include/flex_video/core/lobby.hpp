#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/base/random.hpp"
#include "flex_video/base/result.hpp"
#include "flex_video/core/invite.hpp"
#include "flex_video/core/policy.hpp"
#include "flex_video/core/ports/session_store.hpp"

#include <optional>

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

/// Redeems `invite`, which its signature has proved, for `device`. Whether a guest's device is admitted or
/// waits is the policy's lobby rule, and no device is admitted beyond the room's places; the same device
/// comes back to the same visit. An agent's invite admits one device. Refuses with errc::session_ended,
/// invite_invalid, invite_revoked, visit_denied, lobby_full; for an agent also invite_expired and
/// invite_used.
base::result<redemption> redeem(const session_record& record, const invite& invite, const device_id& device,
                                const policy& policy, base::time_point now, base::random_source& random);

/// Lets a visit into the room and records that it got an access token: errc::session_ended, visit_waiting,
/// visit_denied, which is also the answer to the visit of a former agent, consent_missing for a guest who has
/// not agreed to a recording that is on, or room_full for one that had left and whose place is taken. The
/// change holds the session as well, as redemption::change does.
base::result<change> join_visit(const session_record& record, const visit& visit, const policy& policy,
                                base::time_point now, base::random_source& random);

// What the session's agent decides about a guest's visit. Each refuses with errc::session_ended or
// visit_not_found, and changes nothing when the visit is there already.

/// Lets it in, whatever was decided before: errc::room_full; consent_missing as for join_visit().
base::result<std::optional<change>> admit_visit(const session_record& record, const visit_id& id,
                                                const policy& policy, base::time_point now,
                                                base::random_source& random);
/// Turns away one that waits: errc::visit_not_waiting.
base::result<std::optional<change>> deny_visit(const session_record& record, const visit_id& id,
                                               base::time_point now, base::random_source& random);
/// Puts out one that was let in, for good: errc::visit_not_admitted.
base::result<std::optional<change>> remove_visit(const session_record& record, const visit_id& id,
                                                 base::time_point now, base::random_source& random);

}  // namespace flex_video::core
