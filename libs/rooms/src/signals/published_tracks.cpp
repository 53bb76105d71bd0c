#include "signals/published_tracks.hpp"

#include <algorithm>

namespace flex_video::rooms {

published_tracks list_published(const std::list<peer>& peers) {
  published_tracks all;
  for (const auto& from : peers) {
    const auto& ready = from.who.tracks().ready();
    for (const auto& [mid, media] : from.sends) {
      if (!media.producer) continue;
      const auto as = std::ranges::find(ready, *media.published, &publication::sid);
      if (as == ready.end()) continue;
      all.emplace(as->sid,
                  published_track{.by = from.who,
                                  .as = *as,
                                  .producer = *media.producer,
                                  .layers = static_cast<unsigned>(media.parameters.encodings.size())});
    }
  }
  return all;
}

}  // namespace flex_video::rooms
