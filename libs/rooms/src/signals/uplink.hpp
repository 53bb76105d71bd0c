#pragma once

#include "decisions/publisher_hints.hpp"
#include "signals/published_tracks.hpp"

#include "flex_video/base/clock.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace flex_video::rooms {

/// How many layers of each video the most demanding subscriber needs; nobody needs what is not in it.
using needed_layers = std::map<twilio::track_sid, unsigned>;

/// How much of its videos one participant is asked to send: simulcast by hints, the rest by a limit for its
/// connection. Stays as it is when the participant gets another one.
class uplink {
 public:
  /// `adaptive`: see publisher_hints.
  explicit uplink(bool adaptive) : hints_(adaptive) {}

  /// The client listens to hints, on a channel that has just opened.
  void start_over(base::time_point now) { hints_.start_over(now); }
  /// The client put another source into the track.
  void reset(const twilio::track_sid& track, base::time_point now) { hints_.reset(track, now); }
  /// What is published or needed may have changed: limits what comes.
  void settle(const peer& from, const needed_layers& needed, media_router& router, base::time_point now);
  /// To be asked only while the client listens.
  std::vector<publisher_hint> due(base::time_point now) { return hints_.due(now); }
  std::optional<base::time_point> next_deadline() const { return hints_.next_deadline(); }

 private:
  void limit(const peer& from, const needed_layers& needed, media_router& router);

  publisher_hints hints_;
  std::map<twilio::track_sid, unsigned> simulcast_;  ///< those that hints_ has
  std::optional<transport_id> limited_;
  std::uint32_t limit_ = 0;
};

}  // namespace flex_video::rooms
