#pragma once

#include "serve_options.hpp"

namespace flex_video::app {

/// Serves until SIGINT or SIGTERM. Returns the exit code; throws std::exception when it can't start.
int run_serve(const serve_options& options);

}  // namespace flex_video::app
