#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace flex_video::rooms {

/// How large a track is shown, in pixels.
struct render_dimensions {
  std::uint32_t width;
  std::uint32_t height;
  friend bool operator==(const render_dimensions&, const render_dimensions&) = default;
};

/// What simulcast has here: the smallest is a quarter as wide as the whole picture, the next half.
inline constexpr unsigned most_layers = 3;

/// How many layers, from the smallest on, one who shows the track like that has use for: 1 up to the area of
/// 320x180, 2 up to 640x360, else 3; 3 as well for one who does not tell.
unsigned layers_for(const std::optional<render_dimensions>& shown);

/// A video track that comes over one transport.
struct incoming_video {
  unsigned layers;  ///< 1 if it is not simulcast
  unsigned needed;  ///< the most layers_for() over all who see it; 0 if nobody does
};

/// What the browser at a transport is asked to send at most, in bit/s; 0 for any amount. A track in one layer
/// can't be thinned out on its way, so it is made small at its source: 150 kbit/s where one layer would do,
/// 600 kbit/s where two would. Any amount as long as one of the tracks is simulcast, wanted in full or seen
/// by nobody, since the limit is for all that the transport carries.
std::uint32_t uplink_limit(std::span<const incoming_video> videos);

}  // namespace flex_video::rooms
