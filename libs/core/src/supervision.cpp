#include "flex_video/core/supervision.hpp"

#include "event_row.hpp"
#include "shown_name.hpp"

#include "flex_video/core/errc.hpp"
#include "flex_video/core/identity.hpp"

#include <variant>

namespace flex_video::core {
namespace {

base::result<void> may_supervise(const session& session, const flex_user& user, const policy& policy) {
  if (!supervises(user)) return base::fail(errc::role_not_allowed);
  if (policy.supervisor_join == supervisor_rule::off) return base::fail(errc::supervision_not_allowed);
  if (ended(session)) return base::fail(errc::session_ended);
  if (session.state != session_state::live) return base::fail(errc::session_not_live);
  const auto& present = session.supervisor;
  if (present && present->in_room && present->worker != user.worker)
    return base::fail(errc::supervisor_present);
  return {};
}

}  // namespace

base::result<change> supervise(const session_record& record, const flex_user& user, const policy& policy,
                               base::time_point now, base::random_source& random) {
  if (const auto may = may_supervise(record.session, user, policy); !may) return std::unexpected{may.error()};
  change change{.session = record.session};
  auto& place = change.session->supervisor;
  if (!place || place->worker != user.worker) {
    if (place) change.expelled.push_back(supervisor_identity(place->worker));
    place = supervisor_place{.worker = user.worker, .name = shown_name(user.display_name, "Supervisor")};
  }
  change.events.push_back(event_row(record.session.id, event_kind::token_issued,
                                    {supervisor_identity(user.worker)}, now, random));
  return change;
}

bool only_watches(const session& session, const policy& policy) {
  return session.supervisor && policy.supervisor_join != supervisor_rule::full;
}

bool is_of_supervisor(const event& event) {
  return std::holds_alternative<supervising>(parse_identity(event.actor));
}

bool hears_of_supervisor(bool supervises, const policy& policy) {
  return supervises || policy.supervisor_announced;
}

}  // namespace flex_video::core
