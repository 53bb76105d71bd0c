#include "signals/speaker_watch.hpp"

#include <utility>

namespace flex_video::rooms {
namespace {

/// Of who isn't for everybody to hear, not everybody may hear that they speak.
bool can_speak(const published_track& track) { return track.as.enabled && !track.by.has_limited_audience(); }

}  // namespace

void speaker_watch::settle(const published_tracks& published, media_router& router) {
  const auto before = std::exchange(enabled_, {});
  for (const auto& [sid, track] : published)
    if (track.as.kind == track_kind::audio) enabled_.emplace(track.producer, can_speak(track));
  for (const auto& [producer, enabled] : before)
    if (!enabled_.contains(producer)) speaker_.remove(producer);
  for (const auto& [sid, track] : published) {
    if (track.as.kind != track_kind::audio) continue;
    const auto known = before.find(track.producer);
    const bool could = known != before.end() && known->second;
    const bool can = enabled_.at(track.producer);
    if (known == before.end())
      speaker_.add(track.producer, track.by.sid(), can);
    else
      speaker_.set_enabled(track.producer, can);
    if (can && !could) router.watch_speaker(track.producer);
    if (!can && could) router.unwatch_speaker(track.producer);
  }
}

}  // namespace flex_video::rooms
