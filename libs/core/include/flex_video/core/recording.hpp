#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/base/random.hpp"
#include "flex_video/base/result.hpp"
#include "flex_video/core/policy.hpp"
#include "flex_video/core/ports/session_store.hpp"
#include "flex_video/core/session_record.hpp"

#include <optional>
#include <string>
#include <vector>

namespace flex_video::core {

/// What the session's agent asks of the recording: on, off, or paused, e.g. while a card number is said. The
/// change is to be stored once the provider has obeyed; nothing if it is so already. errc::session_ended,
/// recording_not_allowed; consent_missing as long as a guest who has a place in the call has not agreed. A
/// recording that is off stays off when paused.
base::result<std::optional<change>> set_recording(const session_record& record, recording_state wanted,
                                                  const policy& policy, base::time_point now,
                                                  base::random_source& random);

/// Whose media may be recorded: the session's agent and supervisor, and the guests who have agreed.
std::vector<std::string> recorded_publishers(const session_record& record);

}  // namespace flex_video::core
