#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <string>

namespace flex_video::rooms {

/// Reads how far ffmpeg is from what it prints with -progress.
class composition_progress {
 public:
  /// `duration` is how much there is to be made.
  explicit composition_progress(std::chrono::milliseconds duration) : duration_(duration) {}

  /// Bytes as they come, cut anywhere; a line that is no time, or longer than any, is passed over.
  void hear(std::span<const std::byte> bytes);
  /// 0 to 100; never less than before.
  unsigned percent() const { return percent_; }
  /// How long it will take still, if it has taken that long so far; nothing before there is anything.
  std::optional<std::chrono::seconds> remaining(std::chrono::milliseconds taken) const;

 private:
  void read_line();

  std::chrono::milliseconds duration_;
  std::string line_;  ///< begun
  bool overlong_ = false;
  unsigned percent_ = 0;
};

}  // namespace flex_video::rooms
