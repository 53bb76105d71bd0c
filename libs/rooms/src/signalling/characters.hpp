#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace flex_video::rooms {

/// The code points in UTF-8 text (no reader of JSON lets anything else in): all bytes but the continuing
/// ones.
inline std::size_t count_characters(std::string_view utf8) {
  return static_cast<std::size_t>(std::count_if(
      utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

}  // namespace flex_video::rooms
