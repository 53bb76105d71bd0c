#pragma once

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

namespace flex_video::rooms {

/// A folder that is gone with the test.
struct temporary_folder {
  std::filesystem::path path = make();

  temporary_folder() = default;
  ~temporary_folder() { std::filesystem::remove_all(path); }
  temporary_folder(const temporary_folder&) = delete;
  temporary_folder& operator=(const temporary_folder&) = delete;

 private:
  static std::filesystem::path make() {
    auto name = (std::filesystem::temp_directory_path() / "flex-video-rooms-XXXXXX").string();
    if (!::mkdtemp(name.data())) throw std::runtime_error{"no folder"};
    return name;
  }
};

}  // namespace flex_video::rooms
