#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace flex_video::app {

struct token_options {
  std::string identity;  ///< empty with from_stdin
  std::string room;
  long long ttl_seconds = 3600;
  bool from_stdin = false;  ///< one JSON request per line in, one token per line out
  std::filesystem::path data = ".flex-video";
};

/// Prints Video access tokens. Returns the exit code: 0, or 1 when a line of standard input is no token
/// request.
int run_token(const token_options& options);

}  // namespace flex_video::app
