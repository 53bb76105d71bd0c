#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace flex_video::fuzz {

inline std::string_view as_text(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// What must hold whatever the input is; libFuzzer keeps an input that aborts.
inline void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace flex_video::fuzz
