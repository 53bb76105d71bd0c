#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace flex_video::recording {

enum class codec { opus, vp8, h264 };

constexpr bool is_video(codec which) { return which != codec::opus; }

/// What a file's header says of its one track.
struct track_format {
  recording::codec codec = codec::opus;
  std::uint16_t width = 0;  ///< pixels; of video
  std::uint16_t height = 0;
  std::vector<std::byte> decoder_configuration = {};  ///< of H264: ISO/IEC 14496-15 section 5.3.3.1.2
  friend bool operator==(const track_format&, const track_format&) = default;
};

/// A picture, or one packet of sound, as a decoder takes it: H264 as NAL units behind their length in four
/// bytes, of which a key frame brings its parameter sets.
struct media_frame {
  std::chrono::milliseconds time{};      ///< since the track's first frame
  std::chrono::milliseconds duration{};  ///< of sound; 0 if unknown
  bool key = true;
  std::vector<std::byte> bytes = {};
  friend bool operator==(const media_frame&, const media_frame&) = default;
};

}  // namespace flex_video::recording
