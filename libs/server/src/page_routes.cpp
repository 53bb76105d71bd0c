#include "page_routes.hpp"

#include "answers.hpp"

#include "flex_video/core/errc.hpp"

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

net::response page_behind_link(const room_page& page, visits& visits, const net::request& request) {
  const auto lead = visits.follow(request.parameter("code"));
  auto arrival = is_nothing;
  std::optional<std::string> agent_name;
  if (lead) {
    arrival = arrival_at(lead->session);
    agent_name = lead->session.agent_name;
  } else if (lead.error().code == core::errc::invite_expired) {
    arrival = is_expired;
  } else if (lead.error().code != core::errc::invite_invalid) {
    return answer_refusal(lead.error());
  }
  return page.for_link(arrival.status, arrival.state, std::move(agent_name));
}

net::response page_in_flex(const room_page& page, sessions& sessions, const net::request& request) {
  const auto session = sessions.find(request.parameter("id"));
  if (session) {
    const auto arrival = arrival_at(*session);
    return page.for_flex(arrival.status, arrival.state, session->id);
  }
  if (session.error().code != core::errc::session_not_found) return answer_refusal(session.error());
  return page.for_flex(is_nothing.status, is_nothing.state, std::nullopt);
}

}  // namespace

void add_page_routes(net::router& router, const room_page& page, visits& visits, sessions& sessions) {
  router.add(net::method::get, "/j/{code}",
             [&](const net::request& request) { return page_behind_link(page, visits, request); });
  router.add(net::method::get, "/agent/{id}",
             [&](const net::request& request) { return page_in_flex(page, sessions, request); });
}

}  // namespace flex_video::server
