#pragma once

#include "channels/media_message_reader.hpp"
#include "decisions/track_switch_off.hpp"
#include "signals/published_tracks.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <set>

namespace flex_video::rooms {

/// What one participant wants to have of the tracks it is subscribed to, and what it gets. Stays as it is
/// when the participant gets another peer connection.
class viewer {
 public:
  /// Remembers wishes about that many tracks besides those that are published.
  explicit viewer(std::size_t most_wishes) : most_wishes_(most_wishes) {}

  void prefer(const priority_request& wish);
  void render(const render_hint& hint);

  /// What it gets may be something else now: has the router pause, resume and choose layers accordingly.
  /// Returns what the participant must hear of it.
  switch_off_change settle(peer& of, const published_tracks& published,
                           const std::optional<twilio::participant_sid>& speaker, media_router& router);
  switch_off_change all_switched_off() const { return switch_off_.all(); }
  /// How many layers of a track it has use for; 0 if it is switched off.
  unsigned layers_of(const twilio::track_sid& track) const;

 private:
  void forget_wishes(const peer& of, const published_tracks& published);

  struct rendering {
    bool enabled = true;
    std::optional<render_dimensions> dimensions = {};
  };
  std::size_t most_wishes_;
  std::map<twilio::track_sid, track_priority> priorities_;
  std::map<twilio::track_sid, rendering> renderings_;
  std::set<twilio::track_sid> subscribed_;
  track_switch_off switch_off_;
};

}  // namespace flex_video::rooms
