#pragma once

#include "decisions/dominant_speaker.hpp"
#include "signals/published_tracks.hpp"

#include <map>
#include <optional>

namespace flex_video::rooms {

/// Has the media router listen to those tracks that can be the dominant speaker's.
class speaker_watch {
 public:
  /// After what is published has changed.
  void settle(const published_tracks& published, media_router& router);
  /// The router heard it.
  void heard(producer_id track) { speaker_.heard(track); }
  std::optional<twilio::participant_sid> current() const { return speaker_.current(); }

 private:
  dominant_speaker speaker_;
  std::map<producer_id, bool> enabled_;  ///< as it was last time
};

}  // namespace flex_video::rooms
