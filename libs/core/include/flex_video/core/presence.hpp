#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/base/random.hpp"
#include "flex_video/core/policy.hpp"
#include "flex_video/core/ports/session_store.hpp"
#include "flex_video/core/ports/video_provider.hpp"
#include "flex_video/core/room_event.hpp"

#include <optional>

namespace flex_video::core {

/// What a provider's report changes; `record` is of the session that meets in the event's room. Nothing for a
/// report that is repeated, comes later than a newer one, concerns nobody of ours, or comes after the end
/// of the session or the room; just its time, without an event, for one that tells what is known. The session
/// is live as soon as its agent and a guest are in. A customer of whom no visit is known came with a token of
/// /get-tokens (only we sign tokens for the room) and gets a visit, if there is a place, which it gives back
/// as it leaves. Who has no place, or was the agent or the supervisor before, is expelled; from who comes is
/// withheld what a supervisor who only watches may publish. A room that ends before the call was
/// live is only noted; it gets a successor when somebody joins.
std::optional<change> observe(const session_record& record, const room_event& event, const policy& policy,
                              base::time_point now, base::random_source& random);

/// What a look at the room, taken at `now`, shows that no report has told: who came, who went, and whether
/// the room is still there. As observe() for each of it, in one change.
std::optional<change> reconcile(const session_record& record, const room_report& report, const policy& policy,
                                base::time_point now, base::random_source& random);

}  // namespace flex_video::core
