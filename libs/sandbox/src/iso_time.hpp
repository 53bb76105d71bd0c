#pragma once

#include "flex_video/twilio/iso_time.hpp"

namespace flex_video::sandbox {

using twilio::iso_time;

}  // namespace flex_video::sandbox
