#pragma once

#include "rest/rest_message.hpp"
#include "signalling/messages.hpp"

#include <boost/json/array.hpp>

#include <span>
#include <string_view>
#include <vector>

namespace flex_video::rooms {

enum class rule_purpose {
  recording,  ///< refused with 53120
  subscribe,  ///< refused with 53215; may name data tracks
};

/// The rule that counts as long as none was given.
boost::json::array all_tracks(std::string_view type);

/// Reads the JSON array of a field `Rules`, each rule with all the members that Twilio answers, null where
/// not given (https://www.twilio.com/docs/video/api/recording-rules,
/// https://www.twilio.com/docs/video/api/track-subscriptions).
rest_result<boost::json::array> read_rules(std::string_view text, rule_purpose purpose);

/// What read_rules() answered, to be decided by.
std::vector<track_rule> track_rules(const boost::json::array& rules);

/// The same the other way: as Twilio answers them.
boost::json::array write_rules(std::span<const track_rule> rules);

/// Whether any of them includes a track.
bool includes_any(const boost::json::array& rules);

}  // namespace flex_video::rooms
