#pragma once

#include "flex_video/base/clock.hpp"

#include <string>

namespace flex_video::sandbox {

/// As JavaScript's Date.toISOString writes it: "2026-11-22T17:00:00.000Z".
std::string iso_time(base::time_point at);

}  // namespace flex_video::sandbox
