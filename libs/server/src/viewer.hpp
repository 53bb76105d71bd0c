#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/core/event.hpp"
#include "flex_video/core/policy.hpp"
#include "flex_video/core/session_record.hpp"

#include <optional>
#include <string>
#include <variant>

/// What each side sees of what happens in a session, as server-sent events. Pure.
namespace flex_video::server {

/// The session's agent, or somebody who supervises; sees everything, but an agent no supervisor who is not
/// announced.
struct flex_viewer {
  core::worker_sid worker;
  bool supervises;
  base::time_point until;  ///< for how long the Flex token is believed
};

/// Who holds a visit; sees what concerns it.
struct guest_viewer {
  core::visit_id visit;
};

using viewer = std::variant<flex_viewer, guest_viewer>;

/// Whether the session, as it is now, may still be seen: an agent who has handed it over may not.
bool may_view(const viewer& who, const core::session& now);

/// Whether the viewer has to show a Flex token again.
bool has_expired(const viewer& who, base::time_point now);

/// The state as `snapshot` event; `newest` is the number of the newest event that it includes. Of a guest,
/// `now` holds the visit.
std::string snapshot_text(const viewer& who, const core::session_record& now, unsigned newest,
                          const core::policy& policy);

/// `event` as the viewer sees it, with the state as it is now; nothing if it does not concern the viewer.
std::optional<std::string> event_text(const viewer& who, const core::event& event,
                                      const core::session_record& now, const core::policy& policy);

}  // namespace flex_video::server
