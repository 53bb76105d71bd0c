#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/core/ids.hpp"

#include <optional>

namespace flex_video::core {

/// What a provider reported of somebody in a room: when it was, by the provider's clock, and of which stay,
/// if the provider tells stays apart.
struct sighting {
  base::time_point at;
  std::optional<participant_sid> stay = std::nullopt;

  friend bool operator==(const sighting&, const sighting&) = default;
};

}  // namespace flex_video::core
