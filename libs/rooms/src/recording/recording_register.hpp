#pragma once

#include "recording/record_register.hpp"
#include "recording/recording_record.hpp"

namespace flex_video::rooms {

using recording_register = record_register<recording_record>;

}  // namespace flex_video::rooms
