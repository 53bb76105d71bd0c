#include "flex_video/core/supervision.hpp"

#include "event_row.hpp"
#include "shown_name.hpp"

#include "flex_video/core/errc.hpp"
#include "flex_video/core/identity.hpp"
#include "flex_video/core/spelling.hpp"

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
  if (!place->in_room) place->mode = supervision_mode::listen;
  change.events.push_back(event_row(record.session.id, event_kind::token_issued,
                                    {supervisor_identity(user.worker)}, now, random));
  return change;
}

bool only_watches(const policy& policy) {
  return policy.supervisor_join == supervisor_rule::off || policy.supervisor_join == supervisor_rule::view;
}

base::result<std::optional<change>> change_supervision(const session_record& record, const flex_user& user,
                                                       supervision_mode mode, const policy& policy,
                                                       base::time_point now, base::random_source& random) {
  const auto& session = record.session;
  if (!supervises(user)) return base::fail(errc::role_not_allowed);
  if (policy.supervisor_join != supervisor_rule::coach) return base::fail(errc::supervision_not_allowed);
  if (ended(session)) return base::fail(errc::session_ended);
  if (!session.supervisor || session.supervisor->worker != user.worker)
    return base::fail(errc::not_your_session);
  if (session.supervisor->mode == mode) return std::nullopt;
  change change{.session = session};
  change.session->supervisor->mode = mode;
  const event_subject about{.actor = supervisor_identity(user.worker), .detail = std::string{name_of(mode)}};
  change.events.push_back(event_row(session.id, event_kind::supervision_changed, about, now, random));
  return change;
}

std::vector<audience> audiences_of(const session& session, const policy& policy) {
  if (!session.supervisor || policy.supervisor_join == supervisor_rule::full) return {};
  const auto supervisor = supervisor_identity(session.supervisor->worker);
  if (only_watches(policy)) return {{.publisher = supervisor, .receivers = {}}};
  const auto agent = agent_identity(session.worker);
  switch (session.supervisor->mode) {
    case supervision_mode::listen:
      return {{.publisher = supervisor, .receivers = {}}};
    case supervision_mode::whisper:
      return {{.publisher = supervisor, .receivers = {agent}}};
    case supervision_mode::barge:
      return {};
    case supervision_mode::take_over:
      return {{.publisher = agent, .receivers = {supervisor}}};
  }
  return {};
}

bool is_of_supervisor(const event& event) {
  return std::holds_alternative<supervising>(parse_identity(event.actor));
}

bool hears_of_supervisor(bool supervises, const policy& policy) {
  return supervises || policy.supervisor_announced;
}

}  // namespace flex_video::core
