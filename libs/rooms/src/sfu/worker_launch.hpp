#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>

namespace flex_video::rooms {

/// A media worker that was started, and our ends of what it holds. Whoever gets it closes them, and reaps it.
struct launched_worker {
  pid_t process;
  int to_worker;    ///< a socket: its channel's one direction
  int from_worker;  ///< a socket: the other
  int output;       ///< a pipe: what it writes to stdout and stderr
};

/// Starts the program with an empty environment, no descriptors of ours, and no more rights than it needs: a
/// user of its own when we are root, no new privileges, no files but the system's libraries, limits. What the
/// kernel doesn't offer of that is left out. It dies with the thread that calls this. Nothing if there is no
/// such program, or no process to be had; that it doesn't start is seen by its end.
std::optional<launched_worker> launch_worker(const std::filesystem::path& program);

}  // namespace flex_video::rooms
