#pragma once

namespace flex_video::rooms {

/// Takes from this process whatever a media worker has no need of. Between fork and exec: async-signal-safe.
/// `program` is the descriptor of what will be executed.
void isolate_worker(int program);

}  // namespace flex_video::rooms
