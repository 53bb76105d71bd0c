#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace flex_video::app {

/// What to say behind an unknown name: "; did you mean …?" with the known one that takes the fewest letters
/// to change, or nothing if none is near (more than a third of its letters).
std::string suggestion(std::string_view name, const std::vector<std::string>& known);

}  // namespace flex_video::app
