#pragma once

#include "flex_video/base/clock.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace flex_video::twilio {

/// As JavaScript's Date.toISOString writes it: "2026-11-22T17:00:00.000Z".
std::string iso_time(base::time_point at);

/// Reads "2026-08-01T12:00:00Z" (RFC 3339 section 5.6), with any fraction of a second, cut to milliseconds,
/// and
/// "+02:00" or the like in place of the Z. Nothing for any other text, or a day that is in no calendar.
std::optional<base::time_point> parse_iso_time(std::string_view text);

}  // namespace flex_video::twilio
