#pragma once

#include "flex_video/core/retention.hpp"

#include <chrono>

namespace flex_video::core {

/// A server that held the room writes its record of it a moment after the room was closed; within this time
/// that has been written, or was given up (store::limits).
inline constexpr std::chrono::seconds room_written_within{10};

/// Whether a session may be erased on demand: deletable(), and for long enough that no server writes of its
/// room any more.
bool erasable(const session& session, base::time_point now);

}  // namespace flex_video::core
