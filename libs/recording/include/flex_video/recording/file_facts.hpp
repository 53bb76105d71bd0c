#pragma once

#include <chrono>
#include <cstdint>

namespace flex_video::recording {

/// What is known of a file once it is finished.
struct file_facts {
  std::chrono::milliseconds duration{};  ///< pauses included
  std::uint64_t bytes = 0;
  friend bool operator==(const file_facts&, const file_facts&) = default;
};

}  // namespace flex_video::recording
