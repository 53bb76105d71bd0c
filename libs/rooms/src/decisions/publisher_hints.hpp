#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/twilio/sids.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <vector>

namespace flex_video::rooms {

/// Which layers of a track its publisher is to send.
struct publisher_hint {
  twilio::track_sid track;
  /// For each layer, the smallest first, whether it is to be sent; empty for the SDK's own choice.
  std::vector<bool> layers;
  friend bool operator==(const publisher_hint&, const publisher_hint&) = default;
};

/// What one participant is hinted about its simulcast tracks. A layer that nobody needs is not to be encoded:
/// a needed one is asked for at once, one that isn't only after a while, so that nothing flickers. A new
/// track is left alone for 14 s, in which every layer shows that it comes.
class publisher_hints {
 public:
  static constexpr std::chrono::seconds learning{14};
  static constexpr std::chrono::milliseconds patience{
      2'000};  ///< until what isn't needed any more is stopped

  /// `adaptive`: the client asked for hints (`preferredVideoCodecs:'auto'`). Another one that sends simulcast
  /// sends every layer in full size, so it is hinted to send the first alone, and at once.
  explicit publisher_hints(bool adaptive) : adaptive_(adaptive) {}

  /// Its media comes, in so many layers. What isn't simulcast is ignored.
  void add(const twilio::track_sid& track, unsigned layers, base::time_point now);
  void remove(const twilio::track_sid& track) { tracks_.erase(track); }
  /// How many layers the most demanding subscriber needs, 0 if nobody does.
  void need(const twilio::track_sid& track, unsigned layers, base::time_point now);
  /// The client put another source into the track (`client_reset`): it sends as it likes and is learnt anew.
  void reset(const twilio::track_sid& track, base::time_point now);
  /// The channel is open, for the first time or after another peer connection: the client sends all layers.
  void start_over(base::time_point now);

  /// What to say now. Nothing that was said is said again.
  std::vector<publisher_hint> due(base::time_point now);
  /// When due() has something to say without any other call before; in the past if it has already.
  std::optional<base::time_point> next_deadline() const;

 private:
  struct track_state {
    unsigned layers;
    base::time_point learnt;  ///< when the learning time ends
    unsigned needed = 0;
    unsigned told;  ///< so many layers are on, as far as the client knows
    bool reset = false;
    std::optional<base::time_point> lower_since = {};
  };
  unsigned most(const track_state& track) const { return adaptive_ ? track.layers : 1; }
  unsigned wanted(const track_state& track) const { return std::min(track.needed, most(track)); }
  std::optional<base::time_point> due_at(const track_state& track) const;
  void observe(track_state& track, base::time_point now) const;

  bool adaptive_;
  std::map<twilio::track_sid, track_state> tracks_;
};

}  // namespace flex_video::rooms
