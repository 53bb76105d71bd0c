#include "guests.hpp"

#include "decide.hpp"

#include "flex_video/core/errc.hpp"
#include "flex_video/core/invitation.hpp"
#include "flex_video/core/invites.hpp"
#include "flex_video/core/lobby.hpp"
#include "flex_video/wire/errc.hpp"

#include <charconv>
#include <chrono>
#include <optional>
#include <string>

namespace flex_video::server {
namespace {

constexpr std::chrono::seconds shortest_life = std::chrono::minutes{1};

using decision = base::result<std::optional<core::change>>;

/// As we write it, without zeros before it.
std::optional<std::uint8_t> parse_ordinal(std::string_view text) {
  std::uint8_t ordinal = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), ordinal);
  if (parsed.ec != std::errc{} || text != std::to_string(ordinal)) return std::nullopt;
  return ordinal;
}

}  // namespace

template <class Decision>
base::result<wire::visit_decision> guests::decide_on(const core::flex_user& user, std::string_view session,
                                                     std::string_view visit, Decision decision) {
  const auto id = core::visit_id::parse(visit);
  const auto record = decide(
      ports_, [&] { return sessions_.find_owned(user, session); },
      [&](const core::session_record& found) -> server::decision {
        if (!id) return base::fail(core::errc::visit_not_found);
        return decision(found, *id, ports_.clock.now());
      });
  if (!record) return std::unexpected{record.error()};
  return wire::visit_decision{wire::to_wire(*core::find_visit(*record, *id)), {record->session.state}};
}

base::result<wire::visit_decision> guests::admit(const core::flex_user& user, std::string_view session,
                                                 std::string_view visit) {
  return decide_on(user, session, visit, [this](const auto& record, const auto& id, auto now) {
    return core::admit_visit(record, id, options_.policy, now, ports_.random);
  });
}

base::result<wire::visit_decision> guests::deny(const core::flex_user& user, std::string_view session,
                                                std::string_view visit) {
  return decide_on(user, session, visit, [this](const auto& record, const auto& id, auto now) {
    return core::deny_visit(record, id, now, ports_.random);
  });
}

base::result<wire::visit_decision> guests::remove(const core::flex_user& user, std::string_view session,
                                                  std::string_view visit) {
  return decide_on(user, session, visit, [this](const auto& record, const auto& id, auto now) {
    return core::remove_visit(record, id, now, ports_.random);
  });
}

base::result<wire::issued_invite> guests::invite(const core::flex_user& user, std::string_view session,
                                                 const wire::issue_invite_request& request) {
  std::optional<std::chrono::seconds> life;
  if (request.expires_in_seconds) life = std::chrono::seconds{*request.expires_in_seconds};
  if (life && (*life < shortest_life || *life > options_.policy.link_life))
    return base::fail(wire::errc::invalid_field, "expiresInSeconds");
  std::optional<core::invite> made;
  const auto record = decide(
      ports_, [&] { return sessions_.find_owned(user, session); },
      [&](const core::session_record& found) -> decision {
        auto issued = core::issue_invite(found, wire::to_core(request.role), life, options_.policy,
                                         ports_.clock.now(), ports_.random);
        if (!issued) return std::unexpected{issued.error()};
        made = issued->invite;
        return std::move(issued->change);
      });
  if (!record) return std::unexpected{record.error()};
  auto link = links_.link(*made);
  auto message = core::invitation_text(record->session.locale, link);
  return wire::issued_invite{.invite = wire::to_wire(core::issued_invite{*made}),
                             .link = std::move(link),
                             .message = std::move(message)};
}

base::result<wire::invite_answer> guests::revoke(const core::flex_user& user, std::string_view session,
                                                 std::string_view invite) {
  const auto ordinal = parse_ordinal(invite);
  const auto record = decide(
      ports_, [&] { return sessions_.find_owned(user, session); },
      [&](const core::session_record& found) -> decision {
        if (!ordinal) return base::fail(core::errc::invite_not_found);
        return core::revoke_invite(found, *ordinal, ports_.clock.now(), ports_.random);
      });
  if (!record) return std::unexpected{record.error()};
  return wire::invite_answer{wire::to_wire(*core::find_invite(*record, *ordinal))};
}

}  // namespace flex_video::server
