#include "signalling/sdp.hpp"

#include <algorithm>
#include <unordered_set>

namespace flex_video::rooms {
namespace {

constexpr std::string_view msid = "a=msid:";
constexpr std::string_view mid = "a=mid:";

/// The next line, without its end, which is cut off `text`.
std::string_view take_line(std::string_view& text) {
  const auto end = text.find('\n');
  auto line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

struct section {
  std::string_view mid;
  std::string_view track;
  bool sends = true;  // RFC 8866 section 6.7: sendrecv if nothing is said
};

class sections {
 public:
  void read(std::string_view line) {
    if (line.starts_with("m=")) return begin();
    if (line.starts_with(mid)) now_.mid = line.substr(mid.size());
    if (const auto space = line.find(' '); line.starts_with(msid) && space != std::string_view::npos)
      now_.track = line.substr(space + 1);
    if (line == "a=recvonly" || line == "a=inactive") now_.sends = false;
  }

  std::optional<sent_tracks> end() {
    begin();
    return any_mid_ ? std::optional{std::move(sent_)} : std::nullopt;
  }

 private:
  void begin() {
    if (!now_.mid.empty()) any_mid_ = true;
    if (!now_.mid.empty() && now_.sends && !now_.track.empty()) sent_.emplace(now_.mid, now_.track);
    now_ = {};
  }

  section now_;
  sent_tracks sent_;
  bool any_mid_ = false;
};

}  // namespace

std::optional<sent_tracks> read_sent_tracks(std::string_view sdp) {
  sections all;
  while (!sdp.empty()) all.read(take_line(sdp));
  return all.end();
}

bool has_track_twice(std::string_view sdp) {
  std::unordered_set<std::string_view> tracks;
  while (!sdp.empty()) {
    const auto line = take_line(sdp);
    if (line.starts_with(msid) && !tracks.insert(line).second) return true;
  }
  return false;
}

bool swaps_track(const sent_tracks& before, const sent_tracks& after) {
  return std::any_of(before.begin(), before.end(), [&](const auto& was) {
    const auto is = after.find(was.first);
    return is != after.end() && is->second != was.second;
  });
}

}  // namespace flex_video::rooms
