#include "decisions/layer_choice.hpp"

namespace flex_video::rooms {
namespace {

constexpr std::uint32_t room_for_audio = 60'000;

}  // namespace

unsigned layers_for(const std::optional<render_dimensions>& shown) {
  if (!shown) return most_layers;
  const auto area = std::uint64_t{shown->width} * shown->height;
  if (area <= 320 * 180) return 1;
  return area <= 640 * 360 ? 2 : most_layers;
}

std::uint32_t uplink_limit(std::span<const incoming_video> videos) {
  if (videos.empty()) return 0;
  std::uint32_t limit = room_for_audio;
  for (const auto& video : videos) {
    if (video.layers > 1 || video.needed == 0 || video.needed >= most_layers) return 0;
    limit += video.needed == 1 ? 150'000 : 600'000;
  }
  return limit;
}

}  // namespace flex_video::rooms
