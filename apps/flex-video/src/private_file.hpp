#pragma once

#include <filesystem>
#include <string>

namespace flex_video::app {

/// Writes a file that only its owner can read (mode 0600). Replaces it as a whole, so that a stop in between
/// leaves the old one. Throws std::system_error or std::runtime_error, naming the file.
void write_private(const std::filesystem::path& file, const std::string& text);

}  // namespace flex_video::app
