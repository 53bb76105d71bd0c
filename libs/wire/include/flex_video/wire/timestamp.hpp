#pragma once

#include "flex_video/base/clock.hpp"

#include <string>

namespace flex_video::wire {

/// ISO 8601 in UTC with milliseconds, as "2026-11-22T17:00:00.000Z". Years 0 to 9999.
std::string iso8601(base::time_point at);

}  // namespace flex_video::wire
