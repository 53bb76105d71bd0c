#pragma once

#include "composition/composition_plan.hpp"

#include <string>
#include <vector>

namespace flex_video::rooms {

/// What ffmpeg 5 or later is told to make of a plan, in the folder of the recordings; `output` is the file's
/// place from there. Nothing that a caller has said is in it but as a number, or as one of two formats.
std::vector<std::string> compose_arguments(const composition_plan& plan, const std::string& output);

}  // namespace flex_video::rooms
