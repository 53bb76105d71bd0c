#include "signals/uplink.hpp"

#include "decisions/layer_choice.hpp"

#include <algorithm>
#include <utility>

namespace flex_video::rooms {
namespace {

unsigned needed_of(const needed_layers& needed, const twilio::track_sid& track) {
  const auto found = needed.find(track);
  return found == needed.end() ? 0 : found->second;
}

}  // namespace

void uplink::settle(const peer& from, const needed_layers& needed, media_router& router,
                    base::time_point now) {
  const auto& ready = from.who.tracks().ready();
  std::erase_if(simulcast_, [&](const auto& known) {
    if (std::ranges::find(ready, known.first, &publication::sid) != ready.end()) return false;
    hints_.remove(known.first);
    return true;
  });
  for (const auto& [mid, media] : from.sends) {
    const auto layers = static_cast<unsigned>(media.parameters.encodings.size());
    if (!media.producer || layers < 2) continue;
    const auto& track = *media.published;
    if (std::exchange(simulcast_[track], layers) != layers) hints_.add(track, layers, now);
    hints_.need(track, needed_of(needed, track), now);
  }
  limit(from, needed, router);
}

void uplink::limit(const peer& from, const needed_layers& needed, media_router& router) {
  std::vector<incoming_video> videos;
  for (const auto& [mid, media] : from.sends) {
    if (media.kind == media_kind::video && media.producer)
      videos.push_back({.layers = static_cast<unsigned>(media.parameters.encodings.size()),
                        .needed = needed_of(needed, *media.published)});
  }
  const auto limit = uplink_limit(videos);
  if (std::exchange(limited_, from.transport) != from.transport) limit_ = 0;
  if (std::exchange(limit_, limit) != limit) router.limit_incoming(from.transport, limit);
}

}  // namespace flex_video::rooms
