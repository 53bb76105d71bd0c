#include "decisions/dominant_speaker.hpp"

namespace flex_video::rooms {

void dominant_speaker::add(producer_id track, const twilio::participant_sid& publisher, bool enabled) {
  candidates_.insert_or_assign(track, candidate{publisher, enabled});
}

void dominant_speaker::set_enabled(producer_id track, bool enabled) {
  const auto found = candidates_.find(track);
  if (found == candidates_.end()) return;
  found->second.enabled = enabled;
  if (!enabled && heard_ == track) heard_.reset();
}

void dominant_speaker::remove(producer_id track) {
  candidates_.erase(track);
  if (heard_ == track) heard_.reset();
}

void dominant_speaker::heard(producer_id track) {
  if (can_speak(track)) heard_ = track;
}

bool dominant_speaker::can_speak(producer_id track) const {
  const auto found = candidates_.find(track);
  return found != candidates_.end() && found->second.enabled;
}

std::optional<twilio::participant_sid> dominant_speaker::current() const {
  if (!heard_) return std::nullopt;
  return candidates_.at(*heard_).publisher;
}

}  // namespace flex_video::rooms
