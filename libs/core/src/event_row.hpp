#pragma once

#include "flex_video/base/random.hpp"
#include "flex_video/core/event.hpp"

#include <optional>
#include <string>

namespace flex_video::core {

/// A new event row.
inline event event_row(const session_id& session, event_kind kind, std::string actor, base::time_point now,
                       base::random_source& random, std::optional<visit_id> visit = std::nullopt) {
  return {.id = event_id::generate(random),
          .session = session,
          .visit = visit,
          .kind = kind,
          .actor = std::move(actor),
          .at = now};
}

}  // namespace flex_video::core
