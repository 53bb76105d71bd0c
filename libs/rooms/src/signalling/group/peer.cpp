#include "signalling/group/peer.hpp"

#include "decisions/track_rules.hpp"

#include <algorithm>

namespace flex_video::rooms {

bool admits(const peer& to, const peer& from, const twilio::track_sid& track) {
  const auto& ready = from.who.tracks().ready();
  const auto found = std::ranges::find(ready, track, &publication::sid);
  return found != ready.end() && from.who.reaches(to.who) &&
         includes(to.who.wishes().subscribe_rules, *found, from.who.sid(), from.who.identity());
}

}  // namespace flex_video::rooms
