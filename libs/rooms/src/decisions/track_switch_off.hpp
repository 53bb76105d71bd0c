#pragma once

#include "signalling/messages.hpp"

#include "flex_video/twilio/sids.hpp"

#include <optional>
#include <set>
#include <span>
#include <vector>

namespace flex_video::rooms {

/// A video track as one participant is subscribed to it.
struct video_subscription {
  twilio::track_sid track;
  track_priority published = track_priority::standard;
  std::optional<track_priority> preferred = {};  ///< the subscriber's, which counts more than all else
  bool dominant = false;                         ///< its publisher is the dominant speaker
  bool wanted = true;                            ///< false after a render hint `enabled:false`
};

/// Which of one participant's subscriptions, the oldest first, carry no media now. Whatever isn't wanted is
/// off; without a profile the rest is on. With one the rest is ordered by priority, the dominant speaker
/// before others of the same, older before younger: those beyond `max_tracks` are off, and, unless switching
/// off is disabled, those for which `max_subscription_bandwidth` has no 100 kbit/s left; but never the first
/// for that.
std::set<twilio::track_sid> switched_off(std::span<const video_subscription> oldest_first,
                                         const std::optional<bandwidth_profile>& profile);

struct switch_off_change {
  std::vector<twilio::track_sid> off;
  std::vector<twilio::track_sid> on;
  bool empty() const { return off.empty() && on.empty(); }
  friend bool operator==(const switch_off_change&, const switch_off_change&) = default;
};

/// What one participant was told of it. A track that isn't mentioned is on.
class track_switch_off {
 public:
  /// What is another now. Call it when a subscription, a priority, the dominant speaker or a hint changed.
  switch_off_change update(std::span<const video_subscription> oldest_first,
                           const std::optional<bandwidth_profile>& profile);
  /// To be said on a channel that has just opened.
  switch_off_change all() const { return {.off = {off_.begin(), off_.end()}, .on = {}}; }
  bool is_off(const twilio::track_sid& track) const { return off_.contains(track); }

 private:
  std::set<twilio::track_sid> off_;
};

}  // namespace flex_video::rooms
