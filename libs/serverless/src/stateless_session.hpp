#pragma once

#include "flex_video/core/escalation.hpp"
#include "flex_video/core/ids.hpp"
#include "flex_video/core/session.hpp"

namespace flex_video::serverless {

/// Nothing is stored, so that a session is named by its room: both are 128 bits.
core::session_id session_of(const core::room_sid& room);
core::room_sid room_of(const core::session_id& session);

/// The session that this room is, as its agent's task describes it. Its customer's link expires on the hour,
/// so that starting again within the same hour gives the same link.
core::session describe_session(const core::start_request& request, const core::flex_user& user,
                               const core::reservation& reservation, const core::room& room,
                               const core::policy& policy, base::time_point now, base::random_source& random);

}  // namespace flex_video::serverless
