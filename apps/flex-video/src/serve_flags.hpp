#pragma once

#include <CLI/CLI.hpp>

#include <map>
#include <string>

namespace flex_video::app {

/// Adds --config and a flag for every setting that is no secret to a command, and to its --help the
/// variables.
void add_serve_flags(CLI::App& command);

/// Adds --config and the flags that tell where the database is.
void add_data_flags(CLI::App& command);
/// Those of how the media of our own rooms goes.
void add_media_flags(CLI::App& command);

/// The flags that were given, as serve_sources wants them; after the command was parsed.
std::map<std::string, std::string> given_flags(const CLI::App& command);

}  // namespace flex_video::app
