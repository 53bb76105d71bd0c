#pragma once

#include "flex_video/base/random.hpp"
#include "flex_video/core/event.hpp"

#include <optional>
#include <string>

namespace flex_video::core {

/// What an event is about, beside its session.
struct event_subject {
  std::string actor;
  std::optional<visit_id> visit = std::nullopt;
  std::string detail = {};
};

/// A new event row.
inline event event_row(const session_id& session, event_kind kind, event_subject about, base::time_point now,
                       base::random_source& random) {
  return {.id = event_id::generate(random),
          .session = session,
          .visit = about.visit,
          .kind = kind,
          .actor = std::move(about.actor),
          .detail = std::move(about.detail),
          .at = now};
}

}  // namespace flex_video::core
