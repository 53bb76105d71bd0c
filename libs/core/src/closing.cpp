#include "flex_video/core/closing.hpp"

#include "event_row.hpp"

#include "flex_video/core/spelling.hpp"

namespace flex_video::core {

change end_session(const session_record& record, end_reason reason, const std::string& actor,
                   base::time_point now, base::random_source& random) {
  change change{.session = record.session};
  auto& session = *change.session;
  session.state = session_state::ended;
  session.ended_at = now;
  session.end_reason = reason;
  session.agent_in_room = false;
  if (session.supervisor) session.supervisor->in_room = false;
  session.idle_since.reset();
  if (reason == end_reason::room_ended) session.room_closed = true;
  for (const auto& visit : record.visits) {
    if (visit.state != visit_state::in_room && visit.state != visit_state::away) continue;
    change.visits.push_back(visit);
    change.visits.back().state = visit_state::left;
  }
  change.events.push_back(event_row(session.id, event_kind::session_ended,
                                    {.actor = actor, .detail = std::string{name_of(reason)}}, now, random));
  return change;
}

std::optional<end_reason> overdue(const session& session, const policy& policy, base::time_point now) {
  if (ended(session)) return std::nullopt;
  if (session.live_at && now >= *session.live_at + policy.longest_call) return end_reason::longest_call;
  if (!session.idle_since || now < *session.idle_since + policy.idle_end) return std::nullopt;
  if (session.state == session_state::open && now < session.link_expires_at) return std::nullopt;
  return end_reason::idle;
}

change record_room_closed(const session& session) {
  change change{.session = session};
  change.session->room_closed = true;
  return change;
}

}  // namespace flex_video::core
