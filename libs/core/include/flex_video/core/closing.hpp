#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/base/random.hpp"
#include "flex_video/core/policy.hpp"
#include "flex_video/core/ports/session_store.hpp"

#include <optional>
#include <string>

namespace flex_video::core {

/// The end of a session that has not ended. Those who were in the room have left. The room is then for the
/// caller to complete, and for the sweeper if that fails.
change end_session(const session_record& record, end_reason reason, const std::string& actor,
                   base::time_point now, base::random_source& random);

/// Why a session has lasted long enough; nothing if it may go on, or has ended. A call is over when it has
/// lasted as long as it may, or its room has been empty for policy::idle_end. A session in which the two have
/// not met waits as long as its link admits, and as long as anybody is in the room.
std::optional<end_reason> overdue(const session& session, const policy& policy, base::time_point now);

/// The record that the provider has closed the room of a session that has ended.
change record_room_closed(const session& session);

}  // namespace flex_video::core
