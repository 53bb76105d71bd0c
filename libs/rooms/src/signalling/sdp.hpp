#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace flex_video::rooms {

/// What a session description says of its maker's tracks: the track's id (second word of `a=msid`, RFC 8830
/// section 2) by the `a=mid` (RFC 5888) of each media section that sends.
using sent_tracks = std::map<std::string, std::string, std::less<>>;

/// What is to be known of a session description before it is relayed.
struct sdp_tracks {
  /// Nothing if no section has a mid, so that nothing can be told of any track.
  std::optional<sent_tracks> sent;
  /// Two media sections have one `a=msid`: Chromium refuses to parse that, whether they send or not.
  bool track_twice = false;
  /// A section of audio or video sends, whatever its track (RFC 8866 section 6.7).
  bool sends = false;
};

/// `sdp` is in JSON's spelling.
sdp_tracks read_tracks(std::string_view sdp);

/// Whether a section that goes on sending has another track. The receiver's SDK learns of a track when its
/// section begins to send, so it never learns of that one.
bool swaps_track(const sent_tracks& before, const sent_tracks& after);

}  // namespace flex_video::rooms
