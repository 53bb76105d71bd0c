#include "decisions/track_rules.hpp"

#include <algorithm>
#include <ranges>

namespace flex_video::rooms {

bool includes(std::span<const track_rule> rules, const publication& track,
              const twilio::participant_sid& publisher, std::string_view publisher_identity) {
  const auto matches = [&](const track_rule& rule) {
    return (!rule.publisher || *rule.publisher == publisher.text() ||
            *rule.publisher == publisher_identity) &&
           (!rule.track || *rule.track == track.sid.text() || *rule.track == track.name) &&
           (!rule.kind || *rule.kind == track.kind) && (!rule.priority || *rule.priority == track.priority);
  };
  const auto newest_first = std::views::reverse(rules);
  const auto found = std::ranges::find_if(newest_first, matches);
  return found != newest_first.end() && found->include;
}

}  // namespace flex_video::rooms
