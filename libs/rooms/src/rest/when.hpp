#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/twilio/iso_time.hpp"

#include <string>

namespace flex_video::rooms {

/// As Twilio's REST tells times: whole seconds.
inline std::string when(base::time_point at) {
  auto text = twilio::iso_time(at);
  return text.erase(text.find('.')) + 'Z';
}

}  // namespace flex_video::rooms
