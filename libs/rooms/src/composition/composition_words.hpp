#pragma once

#include "composition/composition_record.hpp"
#include "composition/video_layout.hpp"
#include "signalling/words.hpp"

namespace flex_video::rooms {

template <>
inline constexpr std::array<std::string_view, 3> words<cell_reuse>{"none", "show_oldest", "show_newest"};
template <>
inline constexpr std::array<std::string_view, 2> words<composition_format>{"webm", "mp4"};
template <>
inline constexpr std::array<std::string_view, 5> words<composition_status>{"enqueued", "processing",
                                                                           "completed", "deleted", "failed"};

}  // namespace flex_video::rooms
