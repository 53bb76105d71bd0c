#include "signals/speaker_watch.hpp"

#include <utility>

namespace flex_video::rooms {

void speaker_watch::settle(const published_tracks& published, media_router& router) {
  const auto before = std::exchange(enabled_, {});
  for (const auto& [sid, track] : published)
    if (track.as.kind == track_kind::audio) enabled_.emplace(track.producer, track.as.enabled);
  for (const auto& [producer, enabled] : before)
    if (!enabled_.contains(producer)) speaker_.remove(producer);
  for (const auto& [sid, track] : published) {
    if (track.as.kind != track_kind::audio) continue;
    const auto known = before.find(track.producer);
    const bool was_enabled = known != before.end() && known->second;
    if (known == before.end())
      speaker_.add(track.producer, track.by.sid(), track.as.enabled);
    else
      speaker_.set_enabled(track.producer, track.as.enabled);
    if (track.as.enabled && !was_enabled) router.watch_speaker(track.producer);
    if (!track.as.enabled && was_enabled) router.unwatch_speaker(track.producer);
  }
}

}  // namespace flex_video::rooms
