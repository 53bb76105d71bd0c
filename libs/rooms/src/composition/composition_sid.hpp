#pragma once

#include "flex_video/base/sid.hpp"

namespace flex_video::rooms {

using composition_sid = base::sid<"CJ">;

}  // namespace flex_video::rooms
