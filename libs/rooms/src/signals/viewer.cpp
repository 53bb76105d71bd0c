#include "signals/viewer.hpp"

#include "decisions/layer_choice.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace flex_video::rooms {
namespace {

void play(received_track& track, bool on, media_router& router) {
  if (std::exchange(track.playing, on) == on) return;
  if (on)
    router.resume(track.consumer);
  else
    router.pause(track.consumer);
}

void prefer_layer(received_track& track, unsigned layers, media_router& router) {
  if (layers == 0 || std::exchange(track.layers, layers) == layers) return;
  router.prefer_layer(track.consumer, static_cast<std::uint8_t>(layers - 1));
}

}  // namespace

void viewer::prefer(const priority_request& wish) {
  if (wish.subscribe)
    priorities_.insert_or_assign(wish.track, *wish.subscribe);
  else
    priorities_.erase(wish.track);
}

void viewer::render(const render_hint& hint) {
  auto& known = renderings_[hint.track];
  if (hint.enabled) known.enabled = *hint.enabled;
  if (hint.dimensions) known.dimensions = hint.dimensions;
}

/// The SDK says a priority once for each connection, to whatever track; how a track is shown it says anew
/// when it is subscribed to again.
void viewer::forget_wishes(const peer& of, const published_tracks& published) {
  std::erase_if(renderings_, [&](const auto& each) {
    return subscribed_.contains(each.first) && !of.receives.contains(each.first);
  });
  const auto forget = [&](auto& wishes) {
    if (wishes.size() <= most_wishes_) return;
    std::erase_if(wishes, [&](const auto& each) { return !published.contains(each.first); });
  };
  forget(priorities_);
  forget(renderings_);
  subscribed_.clear();
  for (const auto& [sid, track] : of.receives) subscribed_.insert(sid);
}

switch_off_change viewer::settle(peer& of, const published_tracks& published,
                                 const std::optional<twilio::participant_sid>& speaker,
                                 media_router& router) {
  forget_wishes(of, published);
  std::vector<std::pair<consumer_id, video_subscription>> videos;
  for (const auto& [sid, track] : of.receives) {
    const auto found = published.find(sid);
    if (track.kind != media_kind::video || found == published.end()) continue;
    video_subscription video{
        .track = sid, .published = found->second.as.priority, .dominant = speaker == track.publisher};
    if (const auto wish = priorities_.find(sid); wish != priorities_.end()) video.preferred = wish->second;
    if (const auto shown = renderings_.find(sid); shown != renderings_.end())
      video.wanted = shown->second.enabled;
    videos.emplace_back(track.consumer, video);
  }
  std::ranges::sort(videos, {}, [](const auto& each) { return each.first; });
  std::vector<video_subscription> oldest_first;
  for (auto& [consumer, video] : videos) oldest_first.push_back(video);
  auto change = switch_off_.update(oldest_first, of.who.wishes().bandwidth_profile);
  for (auto& [sid, track] : of.receives) {
    play(track, track.live && !switch_off_.is_off(sid), router);
    const auto found = published.find(sid);
    if (found != published.end() && found->second.layers > 1) prefer_layer(track, layers_of(sid), router);
  }
  return change;
}

unsigned viewer::layers_of(const twilio::track_sid& track) const {
  if (switch_off_.is_off(track)) return 0;
  const auto shown = renderings_.find(track);
  return layers_for(shown == renderings_.end() ? std::nullopt : shown->second.dimensions);
}

}  // namespace flex_video::rooms
