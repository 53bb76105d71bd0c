#include "composition/track_choice.hpp"

#include <algorithm>

namespace flex_video::rooms {
namespace {

bool any_names(const std::vector<std::string>& patterns, const recording_record& recording) {
  return std::ranges::any_of(patterns, [&](const std::string& pattern) {
    return pattern == recording.sid.text() || pattern == recording.track.text() ||
           pattern == recording.participant.text() || matches(pattern, recording.track_name);
  });
}

}  // namespace

bool chooses(const track_choice& choice, const recording_record& recording) {
  return any_names(choice.included, recording) && !any_names(choice.excluded, recording);
}

bool matches(std::string_view pattern, std::string_view text) {
  std::size_t at = 0, in_text = 0;
  std::size_t asterisk = std::string_view::npos, covered = 0;  // the last one, and up to where it stands for
  while (in_text < text.size()) {
    if (at < pattern.size() && pattern[at] == '*') {
      asterisk = at++;
      covered = in_text;
    } else if (at < pattern.size() && pattern[at] == text[in_text]) {
      ++at;
      ++in_text;
    } else if (asterisk != std::string_view::npos) {
      at = asterisk + 1;
      in_text = ++covered;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', at) == std::string_view::npos;
}

}  // namespace flex_video::rooms
