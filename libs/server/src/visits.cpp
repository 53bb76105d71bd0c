#include "visits.hpp"

#include "sessions.hpp"

#include "flex_video/core/errc.hpp"
#include "flex_video/core/invite_code.hpp"

namespace flex_video::server {
namespace {

wire::visit_answer describe(const core::visit& visit, const core::session& session) {
  return {.visit = wire::to_wire(visit), .session = {session.state}, .agent_name = session.agent_name};
}

}  // namespace

base::result<visits::destination> visits::follow(std::string_view code) {
  const auto invite = core::parse_invite_code(code, ports_.signer, ports_.clock.now());
  if (!invite) return std::unexpected{invite.error()};
  auto session = ports_.store.find_session(invite->session);
  if (session) return destination{*invite, *std::move(session)};
  if (session.error().code != core::store_errc::not_found) return std::unexpected{session.error()};
  return base::fail(core::errc::invite_invalid, "no such session");
}

/// A device that never had a visit gets a new id, whatever its cookie says: nobody chooses ids but us.
base::result<core::device_id> visits::known_or_new(const std::optional<core::device_id>& device) {
  if (device) {
    const auto own = ports_.store.visits_of_device(*device);
    if (!own) return std::unexpected{own.error()};
    if (!own->empty()) return *device;
  }
  return core::device_id::generate(ports_.random);
}

base::result<visits::redeemed> visits::redeem(std::string_view code,
                                              const std::optional<core::device_id>& device) {
  for (int attempt = 0; attempt < most_attempts; ++attempt) {
    const auto lead = follow(code);
    if (!lead) return std::unexpected{lead.error()};
    const auto all = ports_.store.visits_of(lead->session.id);
    if (!all) return std::unexpected{all.error()};
    const auto owner = known_or_new(device);
    if (!owner) return std::unexpected{owner.error()};
    const auto outcome = core::redeem(lead->session, *all, lead->invite, *owner, options_.policy,
                                      ports_.clock.now(), ports_.random);
    if (!outcome) return std::unexpected{outcome.error()};
    const redeemed done{describe(outcome->visit, lead->session), *owner, outcome->returning};
    if (outcome->returning) return done;
    const auto stored = ports_.store.commit(outcome->change);
    if (stored) return done;
    if (!is_conflict(stored)) return std::unexpected{stored.error()};
  }
  return base::fail(core::store_errc::conflict, "redeem");
}

base::result<core::visit> visits::find_visit(const core::device_id& device,
                                             const std::optional<std::string>& visit) {
  auto own = ports_.store.visits_of_device(device);
  if (!own) return std::unexpected{own.error()};
  if (!visit) {
    if (own->size() > 1) return base::fail(core::errc::visit_ambiguous);
    if (own->size() == 1) return own->front();
  } else if (const auto id = core::visit_id::parse(*visit)) {
    for (const auto& candidate : *own) {
      if (candidate.id == *id) return candidate;
    }
  }
  return base::fail(core::errc::visit_unknown);
}

base::result<visits::found> visits::find(const std::optional<core::device_id>& device,
                                         const std::optional<std::string>& visit) {
  if (!device) return base::fail(core::errc::visit_unknown, "no cookie");
  auto own = find_visit(*device, visit);
  if (!own) return std::unexpected{own.error()};
  auto session = ports_.store.find_session(own->session);
  if (!session) return std::unexpected{session.error()};
  return found{*std::move(own), *std::move(session)};
}

base::result<wire::visit_answer> visits::state(const std::optional<core::device_id>& device,
                                               const std::optional<std::string>& visit) {
  const auto own = find(device, visit);
  if (!own) return std::unexpected{own.error()};
  return describe(own->visit, own->session);
}

base::result<wire::join_answer> visits::join(const std::optional<core::device_id>& device,
                                             const std::optional<std::string>& visit) {
  for (int attempt = 0; attempt < most_attempts; ++attempt) {
    const auto own = find(device, visit);
    if (!own) return std::unexpected{own.error()};
    const auto now = ports_.clock.now();
    const auto change = core::join_visit(own->session, own->visit, now, ports_.random);
    if (!change) return std::unexpected{change.error()};
    const auto stored = ports_.store.commit(*change);
    if (stored) return access_.for_visit(own->session, own->visit, now);
    if (!is_conflict(stored)) return std::unexpected{stored.error()};
  }
  return base::fail(core::store_errc::conflict, "join");
}

}  // namespace flex_video::server
