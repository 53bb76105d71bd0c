#pragma once

#include <sys/resource.h>

#include <span>

// What a child process takes from itself between fork and exec; all of it is async-signal-safe.

namespace flex_video::rooms {

/// No more than `most`, for good.
void limit_resource(__rlimit_resource what, rlim_t most);

/// Paths.
struct needed_files {
  std::span<const char* const> files;    ///< that are read
  std::span<const char* const> read;     ///< folders of files that are
  std::span<const char* const> written;  ///< folders in which files are made, written and read
};
/// Leaves no files but those, the program itself, which that descriptor is of, and the system's libraries, as
/// far as this kernel has Landlock.
void close_file_system(int program, const needed_files& needed);

}  // namespace flex_video::rooms
