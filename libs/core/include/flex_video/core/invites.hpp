#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/base/random.hpp"
#include "flex_video/base/result.hpp"
#include "flex_video/core/policy.hpp"
#include "flex_video/core/ports/session_store.hpp"

#include <chrono>
#include <cstdint>
#include <optional>

namespace flex_video::core {

/// The invite in the customer's link.
invite customer_invite(const session& session);
/// One that admits the session's present agent on one device; short-lived.
invite agent_invite(const session& session, const policy& policy, base::time_point now);

/// Whether an invite still stands: errc::session_ended; of a guest, invite_invalid unless the session gave it
/// out, and invite_revoked once it was taken back; of an agent, invite_expired after a handover.
base::result<void> require_standing(const session_record& record, const invite& invite);

/// A link that was given out, and what is to be stored of it.
struct issuance {
  core::invite invite;
  core::change change;
};
/// Another link for a guest, `life` long but no longer than the policy's link_life: errc::session_ended,
/// too_many_invites. For the role `agent`, role_not_allowed: agents come from Flex.
base::result<issuance> issue_invite(const session_record& record, invite_role role,
                                    const std::optional<std::chrono::seconds>& life, const policy& policy,
                                    base::time_point now, base::random_source& random);

/// Takes a link back: it admits no further device; who came by it stays. Nothing to store if it was taken
/// back before. errc::session_ended, invite_not_found.
base::result<std::optional<change>> revoke_invite(const session_record& record, std::uint8_t ordinal,
                                                  base::time_point now, base::random_source& random);

/// The customer's link anew, when the old one has expired or was taken back: an expired one is prolonged, one
/// that was taken back gets a successor. errc::too_many_invites when the session has given out as many links
/// as can be told apart.
base::result<change> renew_link(const session_record& record, const policy& policy, base::time_point now,
                                base::random_source& random);

}  // namespace flex_video::core
