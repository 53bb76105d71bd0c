#pragma once

#include "composition/cell_grid.hpp"
#include "composition/composition_record.hpp"
#include "recording/recording_record.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace flex_video::rooms {

/// From when to when something is shown, from the composition's beginning on.
struct time_span {
  std::chrono::milliseconds from;
  std::chrono::milliseconds until;
  friend bool operator==(const time_span&, const time_span&) = default;
};

/// A recording's file, and when in the composition it begins.
struct composed_recording {
  twilio::recording_sid sid;
  track_kind kind;
  std::chrono::milliseconds begins;
  friend bool operator==(const composed_recording&, const composed_recording&) = default;
};

/// One recording in one cell.
struct placement {
  std::size_t recording;  ///< which of the plan's
  cell where;
  std::vector<time_span> when;
  friend bool operator==(const placement&, const placement&) = default;
};

struct composition_plan {
  picture_size size;
  composition_format format;
  std::chrono::milliseconds duration;
  bool pictures;  ///< or sound alone
  std::vector<composed_recording> recordings;
  std::vector<placement> placements;  ///< in the order they are drawn, the next over the one before
  std::vector<std::size_t> sounds;    ///< which of the recordings are heard
  friend bool operator==(const composition_plan&, const composition_plan&) = default;
};

/// How many recordings one composition is made of at most.
inline constexpr std::size_t most_composed = 128;

/// Which of a room's recordings, those that are complete, stand where and when, and which are heard. A region
/// has as many cells as it has sources at once; a source that ends leaves its cell to the next by the
/// region's rule. Without `trim` it lasts as long as the room's recordings did, with it what nobody was
/// recorded in is left out. Nothing if none of the recordings is chosen, or more than `most_composed`.
std::optional<composition_plan> plan_composition(const composition_record& composition,
                                                 std::span<const region> regions,
                                                 std::span<const recording_record> recordings);

}  // namespace flex_video::rooms
