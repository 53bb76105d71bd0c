#pragma once

#include "signalling/group/peer.hpp"

#include <list>
#include <map>

namespace flex_video::rooms {

/// Audio or video that is published and comes.
struct published_track {
  const participant& by;
  const publication& as;
  producer_id producer;
  unsigned layers;  ///< 1 if it is not simulcast
};

/// Valid until somebody publishes another.
using published_tracks = std::map<twilio::track_sid, published_track>;

published_tracks list_published(const std::list<peer>& peers);

}  // namespace flex_video::rooms
