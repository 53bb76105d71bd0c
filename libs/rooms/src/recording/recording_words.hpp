#pragma once

#include "recording/recording_record.hpp"
#include "signalling/words.hpp"

namespace flex_video::rooms {

template <>
inline constexpr std::array<std::string_view, 4> words<recording_status>{"processing", "completed", "deleted",
                                                                         "failed"};

}  // namespace flex_video::rooms
