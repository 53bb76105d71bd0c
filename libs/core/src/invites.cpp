#include "flex_video/core/invites.hpp"

#include "event_row.hpp"
#include "whole_seconds.hpp"

#include "flex_video/core/errc.hpp"
#include "flex_video/core/escalation.hpp"
#include "flex_video/core/identity.hpp"
#include "flex_video/core/spelling.hpp"

#include <algorithm>
#include <limits>
#include <string>

namespace flex_video::core {
namespace {

/// The ordinal of the next link; nothing when they are used up.
std::optional<std::uint8_t> next_ordinal(const session_record& record) {
  if (record.invites.empty()) return std::uint8_t{0};
  const auto last = record.invites.back().invite.ordinal;
  if (last == std::numeric_limits<std::uint8_t>::max()) return std::nullopt;
  return static_cast<std::uint8_t>(last + 1);
}

event row(const session& session, event_kind kind, std::string detail, base::time_point now,
          base::random_source& random) {
  return event_row(session.id, kind, {.actor = agent_identity(session.worker), .detail = std::move(detail)},
                   now, random);
}

std::string describe(const invite& invite) {
  return std::to_string(invite.ordinal) + ' ' + std::string{name_of(invite.role)};
}

}  // namespace

invite customer_invite(const session& session) {
  return {.session = session.id,
          .role = invite_role::customer,
          .ordinal = session.link_ordinal,
          .expires_at = session.link_expires_at};
}

invite agent_invite(const session& session, const policy& policy, base::time_point now) {
  return {.session = session.id,
          .role = invite_role::agent,
          .ordinal = static_cast<std::uint8_t>(session.handovers & 0xff),
          .expires_at = whole_seconds(now + policy.agent_link_life)};
}

base::result<void> require_standing(const session_record& record, const invite& invite) {
  if (ended(record.session)) return base::fail(errc::session_ended);
  if (invite.role == invite_role::agent) {
    if (!is_of_present_worker(record.session, invite.ordinal)) return base::fail(errc::invite_expired);
    return {};
  }
  const auto* issued = find_invite(record, invite.ordinal);
  if (!issued || issued->invite.role != invite.role) return base::fail(errc::invite_invalid, "not issued");
  if (issued->revoked) return base::fail(errc::invite_revoked);
  return {};
}

base::result<issuance> issue_invite(const session_record& record, invite_role role,
                                    const std::optional<std::chrono::seconds>& life, const policy& policy,
                                    base::time_point now, base::random_source& random) {
  const auto& session = record.session;
  if (ended(session)) return base::fail(errc::session_ended);
  if (role == invite_role::agent) return base::fail(errc::role_not_allowed);
  const auto ordinal = next_ordinal(record);
  if (!ordinal || record.invites.size() >= policy.max_invites) return base::fail(errc::too_many_invites);
  const auto lasts = std::min(life.value_or(policy.link_life), policy.link_life);
  const invite made{
      .session = session.id, .role = role, .ordinal = *ordinal, .expires_at = whole_seconds(now + lasts)};
  return issuance{
      .invite = made,
      .change = {.session = session,
                 .invites = {{.invite = made}},
                 .events = {row(session, event_kind::invite_issued, describe(made), now, random)}}};
}

base::result<std::optional<change>> revoke_invite(const session_record& record, std::uint8_t ordinal,
                                                  base::time_point now, base::random_source& random) {
  const auto& session = record.session;
  if (ended(session)) return base::fail(errc::session_ended);
  const auto* issued = find_invite(record, ordinal);
  if (!issued) return base::fail(errc::invite_not_found);
  if (issued->revoked) return std::nullopt;
  auto taken_back = *issued;
  taken_back.revoked = true;
  return change{.session = session,
                .invites = {taken_back},
                .events = {row(session, event_kind::invite_revoked, std::to_string(ordinal), now, random)}};
}

base::result<change> renew_link(const session_record& record, const policy& policy, base::time_point now,
                                base::random_source& random) {
  change change{.session = record.session};
  auto& session = *change.session;
  const auto* old = find_invite(record, session.link_ordinal);
  if (!old || old->revoked) {
    const auto ordinal = next_ordinal(record);
    if (!ordinal) return base::fail(errc::too_many_invites);
    session.link_ordinal = *ordinal;
  }
  session.link_expires_at = whole_seconds(now + policy.link_life);
  change.invites.push_back({.invite = customer_invite(session)});
  change.events.push_back(row(session, event_kind::link_renewed, {}, now, random));
  return change;
}

}  // namespace flex_video::core
