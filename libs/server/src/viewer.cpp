#include "viewer.hpp"

#include "sse_text.hpp"

#include "flex_video/core/supervision.hpp"
#include "flex_video/wire/codec.hpp"
#include "flex_video/wire/types.hpp"

namespace flex_video::server {
namespace {

/// What happens to the call as a whole, as far as a guest has to know.
bool concerns_every_guest(core::event_kind kind) {
  return kind == core::event_kind::session_live || kind == core::event_kind::session_ended ||
         kind == core::event_kind::session_handed_over;
}

std::string snapshot_json(const core::session_record& now, const core::visit_id& visit) {
  return wire::to_json(wire::to_wire(*core::find_visit(now, visit), now.session));
}

}  // namespace

bool may_view(const viewer& who, const core::session& now) {
  const auto* flex = std::get_if<flex_viewer>(&who);
  return !flex || flex->supervises || flex->worker == now.worker;
}

bool has_expired(const viewer& who, base::time_point now) {
  const auto* flex = std::get_if<flex_viewer>(&who);
  return flex && flex->until <= now;
}

std::string snapshot_text(const viewer& who, const core::session_record& now, unsigned newest,
                          const core::policy& policy) {
  const auto* flex = std::get_if<flex_viewer>(&who);
  return sse_event("snapshot", newest,
                   flex ? wire::to_json(wire::to_wire(now, policy, flex->supervises))
                        : snapshot_json(now, std::get<guest_viewer>(who).visit));
}

std::optional<std::string> event_text(const viewer& who, const core::event& event,
                                      const core::session_record& now, const core::policy& policy) {
  if (const auto* flex = std::get_if<flex_viewer>(&who)) {
    if (core::is_of_supervisor(event) && !core::hears_of_supervisor(flex->supervises, policy))
      return std::nullopt;
    return sse_event("event", event.number,
                     wire::to_json(wire::to_wire(event, now, policy, flex->supervises)));
  }
  const auto* guest = &std::get<guest_viewer>(who);
  if (event.visit != guest->visit && !concerns_every_guest(event.kind)) return std::nullopt;
  const wire::visit_event told{.number = event.number,
                               .kind = event.kind,
                               .at = event.at,
                               .visit = wire::to_wire(*core::find_visit(now, guest->visit)),
                               .session = {now.session.state},
                               .agent_name = now.session.agent_name};
  return sse_event("event", event.number, wire::to_json(told));
}

}  // namespace flex_video::server
