#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace flex_video::rooms {

/// What a session description says of its maker's tracks: the track's id (second word of `a=msid`, RFC 8830
/// section 2) by the `a=mid` (RFC 5888) of each media section that sends.
using sent_tracks = std::map<std::string, std::string, std::less<>>;

/// Nothing if no section has a mid, so that nothing can be told of any track.
std::optional<sent_tracks> read_sent_tracks(std::string_view sdp);

/// Whether two media sections have one `a=msid`: Chromium refuses to parse that, whether they send or not.
bool has_track_twice(std::string_view sdp);

/// Whether a section that goes on sending has another track. The receiver's SDK learns of a track when its
/// section begins to send, so it never learns of that one.
bool swaps_track(const sent_tracks& before, const sent_tracks& after);

}  // namespace flex_video::rooms
