#pragma once

#include "composition/composer_process.hpp"

#include <sys/types.h>

#include <optional>

namespace flex_video::rooms {

/// A process that was started, and our ends of its pipes. Whoever gets it closes them, and reaps it.
struct launched_composer {
  pid_t process;
  int progress;    ///< what it writes to stdout
  int complaints;  ///< what it writes to stderr
};

/// Starts the job with an empty environment, no descriptors of ours, no network, no files but those it needs
/// and the system's libraries, limits, and a low priority. What the kernel doesn't offer of that is left
/// out. It dies with the thread that calls this. Nothing if there is no such program, or no process to be
/// had; that it doesn't start is seen by its end.
std::optional<launched_composer> launch_composer(const composer_process::job& job);

}  // namespace flex_video::rooms
