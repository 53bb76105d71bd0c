#pragma once

#include <string>
#include <vector>

namespace flex_video::rooms {

/// What is taken from a client.
struct media_terms {
  bool audio = true;
  bool video = true;  ///< not in an audio-only room; neither from one who only watches
  std::vector<std::string> video_codecs{"VP8", "H264"};  ///< Twilio's VideoCodecs; the client's order counts
};

}  // namespace flex_video::rooms
