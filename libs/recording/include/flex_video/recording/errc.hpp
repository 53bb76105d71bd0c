#pragma once

#include <system_error>

namespace flex_video::recording {

enum class errc {
  not_created = 1,  ///< there is such a file, or its folder can't be written to
  not_written,      ///< the disk is full, or broken
  too_slow,         ///< more waits for the disk than limits allow
  not_readable,     ///< a file that is no recording, or has nothing in it
};
std::error_code make_error_code(errc code);

}  // namespace flex_video::recording

template <>
struct std::is_error_code_enum<flex_video::recording::errc> : std::true_type {};
