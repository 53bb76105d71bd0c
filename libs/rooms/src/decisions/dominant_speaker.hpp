#pragma once

#include "sfu/media_router.hpp"

#include "flex_video/twilio/sids.hpp"

#include <map>
#include <optional>

namespace flex_video::rooms {

/// Who speaks in a room, from what the media router hears. It goes on holding a muted track for the one it
/// heard last, so the muted are no candidates: what can_speak() is false for must be unwatched.
class dominant_speaker {
 public:
  /// An audio track whose media comes.
  void add(producer_id track, const twilio::participant_sid& publisher, bool enabled);
  /// Nobody speaks any more if it was heard last.
  void set_enabled(producer_id track, bool enabled);
  void remove(producer_id track);
  /// The router heard it. What is unknown or muted by now counts for nothing.
  void heard(producer_id track);

  bool can_speak(producer_id track) const;
  /// Nothing while nobody does.
  std::optional<twilio::participant_sid> current() const;

 private:
  struct candidate {
    twilio::participant_sid publisher;
    bool enabled;
  };
  std::map<producer_id, candidate> candidates_;
  std::optional<producer_id> heard_;
};

}  // namespace flex_video::rooms
