#pragma once

#include "composition/track_choice.hpp"
#include "rest/rest_message.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace flex_video::rooms {

/// In pixels.
struct picture_size {
  unsigned width;
  unsigned height;
  friend bool operator==(const picture_size&, const picture_size&) = default;
};

/// What becomes of a region's cells when there are more sources than cells.
enum class cell_reuse {
  none,         ///< a cell stays with its first source
  show_oldest,  ///< a source waits for a cell
  show_newest,  ///< a source takes the cell of the one shown longest
};

/// A rectangle of the picture, in which sources stand in a grid of cells.
struct region {
  unsigned x;
  unsigned y;
  int z;  ///< the higher stands before the lower
  unsigned width;
  unsigned height;
  unsigned max_columns;
  unsigned max_rows;
  std::vector<unsigned> cells_excluded;  ///< counted along the rows, from 0
  cell_reuse reuse;
  track_choice sources;
  friend bool operator==(const region&, const region&) = default;
};

struct layout_limits {
  std::size_t bytes = 16'384;
  std::size_t regions = 32;
  std::size_t sources = 128;  ///< of one list
  std::size_t source_bytes = 128;
  std::size_t cells_excluded = 1'000;
};

/// Reads a VideoLayout (https://www.twilio.com/docs/video/api/compositions-resource#specifying-video-layouts)
/// for a picture of that size; empty without a region. Refuses with 20001 what is none, what reaches out of
/// the picture, and what exceeds `limits`.
rest_result<std::vector<region>> read_video_layout(std::string_view text, picture_size size,
                                                   const layout_limits& limits = {});

}  // namespace flex_video::rooms
