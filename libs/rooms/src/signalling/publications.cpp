#include "signalling/publications.hpp"

#include "signalling/characters.hpp"
#include "signalling/signalling_errc.hpp"

#include <algorithm>

namespace flex_video::rooms {

publications::change publications::apply(const client_state& state, base::random_source& random) {
  change made;
  if (revision_ && state.revision <= *revision_) return made;
  revision_ = state.revision;
  drop_unlisted(state, made);
  for (const auto& track : state.tracks) {
    if (!refresh(track, made)) add(track, random, made);
  }
  return made;
}

void publications::drop_unlisted(const client_state& state, change& made) {
  const auto unlisted = [&](const auto& known) {
    return std::none_of(state.tracks.begin(), state.tracks.end(),
                        [&](const auto& track) { return track.id == known.id; });
  };
  if (std::erase_if(ready_, unlisted) > 0) made.tracks = made.own_list = true;
  if (std::erase_if(failed_, unlisted) > 0) made.own_list = true;
}

bool publications::refresh(const listed_track& track, change& made) {
  const auto same = [&](const auto& known) { return known.id == track.id; };
  const auto known = std::find_if(ready_.begin(), ready_.end(), same);
  if (known == ready_.end()) return std::any_of(failed_.begin(), failed_.end(), same);
  if (known->enabled != track.enabled || known->priority != track.priority) made.details = true;
  known->enabled = track.enabled;
  known->priority = track.priority;
  return true;
}

void publications::add(const listed_track& track, base::random_source& random, change& made) {
  made.own_list = true;
  if (const auto reason = refusal(track)) {
    failed_.push_back({.id = track.id, .reason = *reason});
    return;
  }
  made.tracks = true;
  ready_.push_back({.id = track.id,
                    .sid = twilio::track_sid::generate(random),
                    .kind = track.kind,
                    .name = track.name,
                    .enabled = track.enabled,
                    .priority = track.priority});
}

std::optional<std::error_code> publications::refusal(const listed_track& track) const {
  if (!permission_.anything) return signalling_errc::too_many_tracks;  // one who watches may publish none
  if (!permission_.video && track.kind == track_kind::video) return signalling_errc::video_in_audio_only;
  if (count_characters(track.name) > limits_.name_characters) return signalling_errc::track_name_too_long;
  const auto same_name = [&](const auto& known) { return known.name == track.name; };
  if (std::any_of(ready_.begin(), ready_.end(), same_name)) return signalling_errc::track_name_duplicated;
  if (ready_.size() >= limits_.published_tracks) return signalling_errc::too_many_tracks;
  return std::nullopt;
}

}  // namespace flex_video::rooms
