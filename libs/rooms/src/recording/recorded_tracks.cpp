#include "recording/recorded_tracks.hpp"

#include "decisions/track_rules.hpp"

#include <utility>

namespace flex_video::rooms {

void recorded_tracks::set_rules(std::vector<track_rule> rules) {
  rules_ = std::move(rules);
  settle();
}

void recorded_tracks::enter(const twilio::participant_sid& who, std::string identity) {
  inside_.insert_or_assign(who, person{.identity = std::move(identity)});
}

void recorded_tracks::leave(const twilio::participant_sid& who) {
  inside_.erase(who);
  settle();
}

void recorded_tracks::publish(const twilio::participant_sid& who, const std::vector<publication>& tracks) {
  if (const auto found = inside_.find(who); found != inside_.end()) found->second.tracks = tracks;
  settle();
}

void recorded_tracks::pause() {
  if (std::exchange(paused_, true)) return;
  for (const auto& track : recorded_) actions_.push_back(pause_recording{track});
}

void recorded_tracks::resume() {
  if (!std::exchange(paused_, false)) return;
  for (const auto& track : recorded_) actions_.push_back(resume_recording{track});
  settle();
}

std::vector<recording_action> recorded_tracks::take_actions() { return std::exchange(actions_, {}); }

bool recorded_tracks::wanted(const twilio::participant_sid& publisher, const person& of,
                             const publication& track) const {
  return track.kind != track_kind::data && includes(rules_, track, publisher, of.identity);
}

void recorded_tracks::settle() {
  stop_what_ended();
  start_what_began();
}

void recorded_tracks::stop_what_ended() {
  std::set<twilio::track_sid> still;
  for (const auto& [sid, who] : inside_)
    for (const auto& track : who.tracks)
      if (wanted(sid, who, track)) still.insert(track.sid);
  std::erase_if(recorded_, [&](const twilio::track_sid& track) {
    if (still.contains(track)) return false;
    actions_.push_back(stop_recording{track});
    return true;
  });
}

/// Not while paused: a file would begin with a pause.
void recorded_tracks::start_what_began() {
  if (paused_) return;
  for (const auto& [sid, who] : inside_) {
    for (const auto& track : who.tracks) {
      if (recorded_.contains(track.sid) || !wanted(sid, who, track)) continue;
      recorded_.insert(track.sid);
      actions_.push_back(start_recording{.track = track, .publisher = sid, .identity = who.identity});
    }
  }
}

}  // namespace flex_video::rooms
