#pragma once

#include "composition/composition_plan.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace flex_video::rooms {

/// One source of a region, and when it is there.
struct staged_source {
  std::size_t recording;
  time_span there;
};

/// Who stands in which cell of a region when.
std::vector<placement> stage_region(const region& region, std::span<const staged_source> sources);

}  // namespace flex_video::rooms
