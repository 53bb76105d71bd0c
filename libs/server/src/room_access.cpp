#include "room_access.hpp"

#include "flex_video/core/identity.hpp"
#include "flex_video/core/supervision.hpp"

namespace flex_video::server {

base::time_point room_access::expiry(base::time_point now) const {
  return std::chrono::floor<std::chrono::seconds>(now) + options_.policy.longest_call;
}

std::string room_access::token(std::string identity, const core::room_sid& room, base::time_point now,
                               bool may_publish) {
  return issuer_.issue({.identity = std::move(identity),
                        .room = room.str(),
                        .issued_at = now,
                        .expires_at = expiry(now),
                        .not_before = std::nullopt,
                        .may_publish = may_publish});
}

wire::join_answer room_access::for_agent(const core::session& session, base::time_point now) {
  return answer(session, core::agent_identity(session.worker), core::invite_role::agent, now);
}

wire::join_answer room_access::for_supervisor(const core::session& session, base::time_point now) {
  const auto& place = *session.supervisor;
  auto identity = core::supervisor_identity(place.worker);
  const bool may_publish = !options_.ws_server || !core::only_watches(options_.policy);
  return {.token = token(identity, session.room, now, may_publish),
          .room = session.room,
          .ws_server = options_.ws_server,
          .identity = std::move(identity),
          .display_name = place.name,
          .role = wire::page_role::supervisor,
          .expires_at = expiry(now),
          .peer_name = session.customer_name,
          .agent_name = session.agent_name};
}

wire::join_answer room_access::for_visit(const core::session& session, const core::visit& visit,
                                         base::time_point now) {
  if (visit.role == core::invite_role::agent) return for_agent(session, now);
  return answer(session, core::guest_identity(visit), visit.role, now);
}

wire::join_answer room_access::answer(const core::session& session, std::string identity,
                                      core::invite_role role, base::time_point now) {
  const bool agent = role == core::invite_role::agent;
  return {.token = token(identity, session.room, now),
          .room = session.room,
          .ws_server = options_.ws_server,
          .identity = std::move(identity),
          .display_name = agent ? session.agent_name : session.customer_name,
          .role = wire::to_wire(role),
          .expires_at = expiry(now),
          .peer_name = agent ? session.customer_name : session.agent_name};
}

}  // namespace flex_video::server
