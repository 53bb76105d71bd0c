#pragma once

#include "flex_video/recording/media_frame.hpp"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

// Media as a browser's encoders make it: encoded by ffmpeg's, and put into RTP by libavformat.

namespace flex_video::recording {

/// A folder that is gone with the test.
class temporary_folder {
 public:
  temporary_folder();
  ~temporary_folder();
  temporary_folder(const temporary_folder&) = delete;
  temporary_folder& operator=(const temporary_folder&) = delete;
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

/// A packet and when it is sent, from the beginning.
struct sent_packet {
  std::chrono::milliseconds at;
  std::vector<std::byte> bytes;
};

/// `source` is what ffmpeg's lavfi shows or sounds. The payload type is 96. Pictures are 30 a second, a key
/// frame each second.
std::vector<sent_packet> encode(codec codec, const std::string& source);

/// What a file has, as libavformat reads it.
struct file_contents {
  std::string codec;
  int width = 0;
  int height = 0;
  std::chrono::milliseconds duration{};  ///< 0 where the file doesn't say
  std::vector<media_frame> frames;
};
file_contents read_file(const std::filesystem::path& path);

/// What a command prints, both ways; a failed one throws std::runtime_error.
std::string output_of(const std::string& command);

}  // namespace flex_video::recording
