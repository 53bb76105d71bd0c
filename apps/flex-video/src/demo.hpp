#pragma once

#include "group_media.hpp"

#include <cstdint>
#include <filesystem>
#include <string>

namespace flex_video::app {

struct demo_options {
  std::filesystem::path data = ".flex-video";
  std::filesystem::path web = ".";  ///< holds web/dist and plugin/dist, as a checkout does
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;
  std::string log = "warn";  ///< error, warn or info
  media_settings media;
};

/// Serves the demo until SIGINT or SIGTERM. Returns the exit code; throws std::exception when it can't start.
int run_demo(const demo_options& options);

}  // namespace flex_video::app
