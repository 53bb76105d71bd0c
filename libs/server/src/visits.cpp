#include "visits.hpp"

#include "decide.hpp"

#include "flex_video/core/errc.hpp"
#include "flex_video/core/invite_code.hpp"
#include "flex_video/core/page_signal.hpp"
#include "flex_video/wire/errc.hpp"

namespace flex_video::server {
namespace {

/// A consent says to which text, the `present` one, in which language; nothing else says either.
base::result<void> require_consent_parts(const wire::page_signal_request& request, std::string_view present) {
  const bool consents = request.kind == core::page_signal_kind::consented;
  if (consents && !request.version) return base::fail(wire::errc::missing_field, "version");
  if (consents && !request.language) return base::fail(wire::errc::missing_field, "language");
  if (request.version && (!consents || !core::is_consent_version(*request.version)))
    return base::fail(wire::errc::invalid_field, "version");
  if (request.language && !consents) return base::fail(wire::errc::invalid_field, "language");
  if (consents && *request.version != present) return base::fail(core::errc::consent_outdated);
  return {};
}

}  // namespace

base::result<visits::destination> visits::follow(std::string_view code) {
  const auto invite = core::parse_invite_code(code, ports_.signer, ports_.clock.now());
  if (!invite) return std::unexpected{invite.error()};
  return look_up(*invite);
}

base::result<visits::destination> visits::look_up(const core::invite& invite) {
  auto record = ports_.store.find_session(invite.session);
  if (record) return destination{invite, *std::move(record)};
  if (record.error().code != core::store_errc::not_found) return std::unexpected{record.error()};
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
  const auto invite = core::parse_invite_code(code, ports_.signer, ports_.clock.now());
  if (!invite) return std::unexpected{invite.error()};
  if (const auto passed = turnstile_.pass_link(invite->session); !passed)
    return std::unexpected{passed.error()};
  const auto lead = look_up(*invite);
  if (!lead) return std::unexpected{lead.error()};
  const auto owner = known_or_new(device);
  if (!owner) return std::unexpected{owner.error()};
  std::optional<core::redemption> redemption;
  const auto record =
      decide(ports_, known_at_first(ports_.store, lead->record),
             [&](const core::session_record& now) -> base::result<std::optional<core::change>> {
               auto outcome = core::redeem(now, lead->invite, *owner, options_.policy, ports_.clock.now(),
                                           ports_.random);
               if (!outcome) return std::unexpected{outcome.error()};
               redemption = *std::move(outcome);
               if (redemption->returning) return std::nullopt;
               return redemption->change;
             });
  if (!record) return std::unexpected{record.error()};
  return redeemed{wire::to_wire(redemption->visit, record->session), *owner, redemption->returning};
}

base::result<core::visit> visits::choose(const core::device_id& device,
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
  const auto own = choose(*device, visit);
  if (!own) return std::unexpected{own.error()};
  auto record = ports_.store.find_session(own->session);
  if (!record) return std::unexpected{record.error()};
  // Read with its session, the visit may be newer than it was a moment ago.
  const auto* present = core::find_visit(*record, own->id);
  return found{present ? *present : *own, *std::move(record)};
}

base::result<wire::visit_answer> visits::state(const std::optional<core::device_id>& device,
                                               const std::optional<std::string>& visit) {
  const auto own = find(device, visit);
  if (!own) return std::unexpected{own.error()};
  return wire::to_wire(own->visit, own->record.session);
}

base::result<wire::join_answer> visits::join(const std::optional<core::device_id>& device,
                                             const std::optional<std::string>& visit) {
  const auto own = find(device, visit);
  if (!own) return std::unexpected{own.error()};
  const auto may =
      core::join_visit(own->record, own->visit, options_.policy, ports_.clock.now(), ports_.random);
  if (!may) return std::unexpected{may.error()};
  // A closed room is replaced for those who may join, and for nobody else.
  const auto open = rooms_.ensure_open(own->record);
  if (!open) return std::unexpected{open.error()};
  std::optional<core::visit> joined;
  const auto record = decide(
      ports_, known_at_first(ports_.store, *open),
      [&](const core::session_record& now) -> base::result<std::optional<core::change>> {
        const auto* present = core::find_visit(now, own->visit.id);
        joined = present ? *present : own->visit;
        auto change = core::join_visit(now, *joined, options_.policy, ports_.clock.now(), ports_.random);
        if (!change) return std::unexpected{change.error()};
        return *std::move(change);
      });
  if (!record) return std::unexpected{record.error()};
  rooms_.record_who_comes(*record);
  return access_.for_visit(record->session, *joined, ports_.clock.now());
}

base::result<void> visits::signal(const std::optional<core::device_id>& device,
                                  const std::optional<std::string>& visit,
                                  const wire::page_signal_request& request) {
  const auto [smallest, largest] = core::values_of(request.kind);
  if (largest > 0 && !request.value) return base::fail(wire::errc::missing_field, "value");
  if (request.value && (*request.value < smallest || *request.value > largest))
    return base::fail(wire::errc::invalid_field, "value");
  if (request.comment && request.kind != core::page_signal_kind::rated)
    return base::fail(wire::errc::invalid_field, "comment");
  if (const auto whole = require_consent_parts(request, options_.consent_version); !whole) return whole;
  const core::page_signal signal{.kind = request.kind,
                                 .value = request.value.value_or(0),
                                 .comment = request.comment.value_or(std::string{}),
                                 .version = request.version.value_or(std::string{}),
                                 .language = request.language ? request.language->text : std::string{}};
  const auto own = find(device, visit);
  if (!own) return std::unexpected{own.error()};
  const auto record =
      decide(ports_, known_at_first(ports_.store, own->record),
             [&](const core::session_record& now) -> base::result<std::optional<core::change>> {
               const auto* present = core::find_visit(now, own->visit.id);
               auto change = core::record_signal(now, present ? *present : own->visit, signal,
                                                 ports_.clock.now(), ports_.random);
               if (!change) return std::unexpected{change.error()};
               return *std::move(change);
             });
  if (!record) return std::unexpected{record.error()};
  return {};
}

}  // namespace flex_video::server
