#pragma once

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace flex_video::rooms {

/// What Chromium 156 or Firefox 153 offered first under twilio-video 2.36.0, such as "chromium-both": with
/// no tracks ("none"), microphone and camera ("both"), data too ("data"), H264 preferred ("h264"), or VP8 in
/// three layers ("simulcast").
inline std::string browser_offer(const std::string& name) {
  std::ifstream file{BROWSER_OFFERS + name + ".sdp", std::ios::binary};
  if (!file) throw std::runtime_error{"there is no offer " + name};
  return {std::istreambuf_iterator<char>{file}, {}};
}

}  // namespace flex_video::rooms
