#include "signalling/sdp.hpp"

#include "signalling/json_document.hpp"
#include "signalling/json_writer.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace flex_video::rooms {
namespace {

constexpr std::string_view msid = "a=msid:";
constexpr std::string_view mid = "a=mid:";

/// The lines of a description in JSON's spelling, without their ends. Those are escapes: CR and LF are
/// control characters, which JSON can't have as they are.
class escaped_lines {
 public:
  explicit escaped_lines(std::string_view sdp) : rest_(sdp) {}

  bool empty() const { return rest_.empty(); }
  /// Whether nothing but line ends was escaped so far.
  bool plain() const { return plain_; }

  std::string_view take() {
    auto carriage_return = rest_.size();
    for (auto at = rest_.find('\\'); at != std::string_view::npos; at = rest_.find('\\', at + 2)) {
      const char escape = rest_[at + 1];
      if (escape == 'n') return cut(carriage_return + 2 == at ? carriage_return : at, at + 2);
      if (escape == 'r') carriage_return = at;
      if (escape != 'r') plain_ = false;
    }
    const auto end = rest_.size();
    return cut(carriage_return + 2 == end ? carriage_return : end, end);
  }

 private:
  std::string_view cut(std::size_t end, std::size_t next) {
    const auto line = rest_.substr(0, end);
    rest_.remove_prefix(next);
    return line;
  }

  std::string_view rest_;
  bool plain_ = true;
};

struct section {
  std::string_view mid;
  std::string_view track;
  bool media = false;
  bool sends = true;  // RFC 8866 section 6.7: sendrecv if nothing is said
};

class sections {
 public:
  void read(std::string_view line) {
    if (line.starts_with("m=")) return begin(!line.starts_with("m=application"));
    if (!line.starts_with("a=")) return;
    if (line.starts_with(mid)) now_.mid = line.substr(mid.size());
    if (line.starts_with(msid)) read_msid(line);
    if (line == "a=recvonly" || line == "a=inactive") now_.sends = false;
  }

  sdp_tracks end() {
    begin(false);
    if (!any_mid_) tracks_.sent.reset();
    std::ranges::sort(msids_);
    tracks_.track_twice = std::ranges::adjacent_find(msids_) != msids_.end();
    return std::move(tracks_);
  }

 private:
  void read_msid(std::string_view line) {
    msids_.push_back(line);
    if (const auto space = line.find(' '); space != std::string_view::npos)
      now_.track = line.substr(space + 1);
  }

  void begin(bool media) {
    if (now_.media && now_.sends) tracks_.sends = true;
    if (!now_.mid.empty()) any_mid_ = true;
    if (!now_.mid.empty() && now_.sends && !now_.track.empty())
      tracks_.sent->emplace(unescape_json(now_.mid), unescape_json(now_.track));
    now_ = {};
    now_.media = media;
  }

  section now_;
  sdp_tracks tracks_{.sent = sent_tracks{}};
  bool any_mid_ = false;
  std::vector<std::string_view> msids_;
};

}  // namespace

sdp_tracks read_tracks(std::string_view sdp) {
  sections all;
  escaped_lines lines{sdp};
  while (!lines.empty()) all.read(lines.take());
  if (lines.plain()) return all.end();
  // No client escapes more than it must, but what it says is the same if it does.
  const auto usual = escape_json(unescape_json(sdp));
  sections same;
  for (escaped_lines again{usual}; !again.empty();) same.read(again.take());
  return same.end();
}

bool swaps_track(const sent_tracks& before, const sent_tracks& after) {
  return std::any_of(before.begin(), before.end(), [&](const auto& was) {
    const auto is = after.find(was.first);
    return is != after.end() && is->second != was.second;
  });
}

}  // namespace flex_video::rooms
