#include "decisions/publisher_hints.hpp"

#include <utility>

namespace flex_video::rooms {
namespace {

publisher_hint hint(const twilio::track_sid& track, unsigned layers, unsigned on) {
  publisher_hint made{.track = track, .layers = std::vector<bool>(layers, false)};
  std::fill_n(made.layers.begin(), on, true);
  return made;
}

}  // namespace

void publisher_hints::add(const twilio::track_sid& track, unsigned layers, base::time_point now) {
  if (layers < 2) return;
  track_state state{.layers = layers, .learnt = now + learning, .told = layers};
  observe(state, now);
  tracks_.insert_or_assign(track, state);
}

void publisher_hints::need(const twilio::track_sid& track, unsigned layers, base::time_point now) {
  const auto found = tracks_.find(track);
  if (found == tracks_.end()) return;
  found->second.needed = layers;
  observe(found->second, now);
}

void publisher_hints::reset(const twilio::track_sid& track, base::time_point now) {
  const auto found = tracks_.find(track);
  if (found == tracks_.end()) return;
  auto& state = found->second;
  state.learnt = now + learning;
  state.told = state.layers;
  state.reset = true;
  observe(state, now);
}

void publisher_hints::start_over(base::time_point now) {
  for (auto& [_, state] : tracks_) {
    state.told = state.layers;
    state.reset = false;
    observe(state, now);
  }
}

std::vector<publisher_hint> publisher_hints::due(base::time_point now) {
  std::vector<publisher_hint> hints;
  for (auto& [track, state] : tracks_) {
    if (std::exchange(state.reset, false)) hints.push_back({.track = track, .layers = {}});
    const auto at = due_at(state);
    if (!at || *at > now) continue;
    state.told = state.told > most(state) ? most(state) : wanted(state);
    observe(state, now);
    hints.push_back(hint(track, state.layers, state.told));
  }
  return hints;
}

std::optional<base::time_point> publisher_hints::next_deadline() const {
  std::optional<base::time_point> next;
  for (const auto& [_, state] : tracks_) {
    const auto at = due_at(state);
    if (at && (!next || *at < *next)) next = at;
  }
  return next;
}

std::optional<base::time_point> publisher_hints::due_at(const track_state& track) const {
  if (track.reset || track.told > most(track) || track.told < wanted(track)) return base::time_point{};
  if (!track.lower_since) return std::nullopt;
  return std::max<base::time_point>(track.learnt, *track.lower_since + patience);
}

void publisher_hints::observe(track_state& track, base::time_point now) const {
  if (wanted(track) >= std::min(track.told, most(track)))
    track.lower_since.reset();
  else if (!track.lower_since)
    track.lower_since = now;
}

}  // namespace flex_video::rooms
