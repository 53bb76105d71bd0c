#include "page_routes.hpp"

#include "answers.hpp"

#include "flex_video/core/errc.hpp"
#include "flex_video/core/invites.hpp"

#include <optional>
#include <string>
#include <utility>

namespace flex_video::server {
namespace {

using wire::arrival_state;

struct arrival_answer {
  unsigned status;
  arrival_state state;
};

constexpr arrival_answer is_open{200, arrival_state::open};
constexpr arrival_answer is_over{410, arrival_state::session_ended};
constexpr arrival_answer is_expired{410, arrival_state::invite_expired};
constexpr arrival_answer is_nothing{404, arrival_state::invite_invalid};

arrival_answer arrival_at(const core::session& session) { return core::ended(session) ? is_over : is_open; }

/// What a code that leads nowhere is told; nothing for a failure of ours.
std::optional<arrival_answer> arrival_of(const std::error_code& refusal) {
  if (refusal == core::errc::session_ended) return is_over;
  if (refusal == core::errc::invite_expired || refusal == core::errc::invite_revoked) return is_expired;
  if (refusal == core::errc::invite_invalid) return is_nothing;
  return std::nullopt;
}

/// That of the session is the customer's: nobody knows what a relative or an interpreter reads.
std::optional<wire::language_tag> locale_of(const visits::destination& lead) {
  const auto& locale = lead.record.session.locale;
  if (locale.empty() || lead.invite.role != core::invite_role::customer) return std::nullopt;
  return wire::language_tag{locale};
}

net::response page_behind_link(turnstile& turnstile, const room_page& page, visits& visits,
                               const net::request& request) {
  if (const auto passed = turnstile.pass_address(request); !passed) return answer_refusal(passed.error());
  const auto lead = visits.follow(request.parameter("code"));
  std::optional<arrival_answer> arrival = is_open;
  std::optional<std::string> agent_name;
  std::optional<wire::language_tag> locale;
  if (lead) {
    const auto stands = core::require_standing(lead->record, lead->invite);
    if (!stands) arrival = arrival_of(stands.error().code);
    agent_name = lead->record.session.agent_name;
    locale = locale_of(*lead);
  } else {
    arrival = arrival_of(lead.error().code);
    if (!arrival) return answer_refusal(lead.error());
  }
  return page.for_link(arrival->status, arrival->state, std::move(agent_name), std::move(locale));
}

net::response page_in_flex(const room_page& page, wire::page_role role, sessions& sessions,
                           const net::request& request) {
  const auto record = sessions.find(request.parameter("id"));
  if (record) {
    const auto arrival = arrival_at(record->session);
    return page.for_flex(role, arrival.status, arrival.state, record->session.id);
  }
  if (record.error().code != core::errc::session_not_found) return answer_refusal(record.error());
  return page.for_flex(role, is_nothing.status, is_nothing.state, std::nullopt);
}

}  // namespace

void add_page_routes(net::router& router, turnstile& turnstile, const room_page& page, visits& visits,
                     sessions& sessions) {
  router.add(
      net::method::get, "/j/{code}",
      [&](const net::request& request) { return page_behind_link(turnstile, page, visits, request); },
      net::runs_on::worker);
  const auto add_in_flex = [&](std::string_view pattern, wire::page_role role) {
    router.add(
        net::method::get, pattern,
        [&page, &sessions, role](const net::request& request) {
          return page_in_flex(page, role, sessions, request);
        },
        net::runs_on::worker);
  };
  add_in_flex("/agent/{id}", wire::page_role::agent);
  add_in_flex("/supervisor/{id}", wire::page_role::supervisor);
}

}  // namespace flex_video::server
