#pragma once

#include <string>

namespace flex_video::sandbox {

/// A twentieth of a second of silence as a WAV file (8 kHz, 8 bits, mono). Flex decodes the sounds it loads,
/// and complains loudly about what it cannot decode.
std::string silent_wav();

}  // namespace flex_video::sandbox
