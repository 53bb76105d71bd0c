#pragma once

#include "flex_video/core/retention.hpp"

#include <cstddef>

namespace flex_video::server {

/// What one round of the sweeper did.
struct sweep_tally {
  std::size_t ended = 0;          ///< sessions that lasted long enough
  std::size_t rooms_closed = 0;   ///< of ended sessions
  std::size_t strays_closed = 0;  ///< rooms that no session has
  std::size_t caught_up = 0;      ///< sessions with news that no report had told
  core::row_counts forgotten;     ///< what was kept long enough
  std::size_t failures = 0;       ///< left to the next round

  friend bool operator==(const sweep_tally&, const sweep_tally&) = default;
};

}  // namespace flex_video::server
