#pragma once

namespace flex_video::serverless {

/// Takes back all memory; nothing that was made may be used any more.
void reset_arena();

}  // namespace flex_video::serverless
