#pragma once

#include "composition/video_layout.hpp"

#include <cstddef>
#include <vector>

namespace flex_video::rooms {

/// A rectangle of the picture, in pixels, all even: half of them have colour.
struct cell {
  unsigned x;
  unsigned y;
  unsigned width;
  unsigned height;
  friend bool operator==(const cell&, const cell&) = default;
};

/// The cells of a region for so many sources, without those excluded: of the grids that the region allows and
/// that have a place for each the one in which pictures of 4:3 are largest, the wider of two. As many as are
/// allowed where there is none; and as declared where cells of a declared grid are excluded. Cells too small
/// to be seen are left out.
std::vector<cell> cells_for(const region& region, std::size_t sources);

}  // namespace flex_video::rooms
