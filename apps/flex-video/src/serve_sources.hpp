#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>

namespace flex_video::app {

struct config_file {
  std::filesystem::path path;
  std::string text;
  bool others_can_read = false;  ///< anybody on this machine, beyond owner and group
};

/// All that the options of `flex-video serve` are taken from.
struct serve_sources {
  std::map<std::string, std::string> flags;        ///< by the setting's name, without "--"
  std::map<std::string, std::string> environment;  ///< an empty variable counts as not set
  std::optional<config_file> file;
  /// The text of a file that a NAME_FILE variable names; nothing if it can't be read.
  std::function<std::optional<std::string>(const std::filesystem::path&)> read_file;
};

/// Where the TOML file is looked for.
struct config_path {
  std::filesystem::path file;
  bool named = false;  ///< by --config or FLEX_VIDEO_CONFIG; it must exist then
};

/// The file that --config or FLEX_VIDEO_CONFIG names, else flex-video.toml beside the data folder (that of
/// --data or FLEX_VIDEO_DATA).
config_path find_config(const std::map<std::string, std::string>& flags,
                        const std::map<std::string, std::string>& environment);

/// Adds this process's environment and the TOML file to `flags` ("config" among them names the file). Throws
/// usage_error if the file can't be read, or was named and is not there.
serve_sources open_serve_sources(std::map<std::string, std::string> flags);

}  // namespace flex_video::app
