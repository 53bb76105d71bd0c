#pragma once

#include "serve_sources.hpp"

#include <string>

namespace flex_video::app {

/// Checks what `flex-video serve` would run with, one thing after another, and prints a line for each;
/// changes nothing but for listening on the port for a moment. Returns the exit code: 1 if a check failed,
/// else 0. Throws usage_error as serve does. Ends the process itself when a check hangs.
int run_doctor(const serve_sources& sources);

/// The same for a deployed serverless edition, seen from outside: `base_url` is its origin. Changes nothing
/// there.
int run_serverless_doctor(const std::string& base_url);

}  // namespace flex_video::app
