#include "decisions/track_switch_off.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace flex_video::rooms {
namespace {

constexpr std::uint64_t least_bandwidth = 100'000;  // bit/s, for one track to be worth watching

track_priority effective(const video_subscription& of, const bandwidth_profile& profile) {
  if (of.preferred) return *of.preferred;
  if (!of.dominant) return of.published;
  return std::max(of.published, profile.active_speaker_priority.value_or(track_priority::standard));
}

bool fits(std::size_t place, const bandwidth_profile& profile) {
  if (profile.max_tracks > 0 && place >= profile.max_tracks) return false;
  if (place == 0 || !profile.max_subscription_bandwidth ||
      profile.track_switch_off == switch_off_mode::disabled)
    return true;
  return place < *profile.max_subscription_bandwidth / least_bandwidth;
}

}  // namespace

std::set<twilio::track_sid> switched_off(std::span<const video_subscription> oldest_first,
                                         const std::optional<bandwidth_profile>& profile) {
  std::set<twilio::track_sid> off;
  std::vector<const video_subscription*> wanted;
  for (const auto& each : oldest_first) {
    if (each.wanted)
      wanted.push_back(&each);
    else
      off.insert(each.track);
  }
  if (!profile) return off;
  const auto rank = [&](const video_subscription* of) {
    return std::pair{effective(*of, *profile), of->dominant};
  };
  std::ranges::stable_sort(wanted, std::ranges::greater{}, rank);
  for (std::size_t place = 0; place < wanted.size(); ++place)
    if (!fits(place, *profile)) off.insert(wanted[place]->track);
  return off;
}

switch_off_change track_switch_off::update(std::span<const video_subscription> oldest_first,
                                           const std::optional<bandwidth_profile>& profile) {
  auto now = switched_off(oldest_first, profile);
  switch_off_change change;
  for (const auto& each : oldest_first) {
    const bool off = now.contains(each.track);
    if (off != is_off(each.track)) (off ? change.off : change.on).push_back(each.track);
  }
  off_ = std::move(now);
  return change;
}

}  // namespace flex_video::rooms
