#pragma once

#include <span>

// What a child process does between fork and exec; all of it is async-signal-safe.

namespace flex_video::rooms {

/// Makes `wanted` the descriptors 0, 1, 2 … of this process, and leaves no others over exec. Returns where
/// `program`, which is needed for that, is then.
int keep_only(std::span<int> wanted, int program);
/// What we have blocked or ignored, it has not.
void reset_signals();

}  // namespace flex_video::rooms
