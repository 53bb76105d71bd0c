#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/base/random.hpp"
#include "flex_video/core/ports/session_store.hpp"
#include "flex_video/core/room_event.hpp"

#include <optional>
#include <vector>

namespace flex_video::core {

/// What a provider's report changes; `session` is the one that meets in the event's room, `visits` are all of
/// it. Nothing for a report that repeats what is known, concerns nobody of ours, or comes after the end. The
/// session is live as soon as its agent and a customer are in. A customer of whom no visit is known came with
/// a token of /get-tokens (only we sign tokens for the room) and gets a visit.
std::optional<change> observe(const session& session, const std::vector<visit>& visits,
                              const room_event& event, base::time_point now, base::random_source& random);

}  // namespace flex_video::core
