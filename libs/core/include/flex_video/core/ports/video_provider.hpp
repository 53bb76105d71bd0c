#pragma once

#include "flex_video/base/result.hpp"
#include "flex_video/core/ids.hpp"

#include <chrono>
#include <string>

namespace flex_video::core {

struct room_request {
  std::string unique_name;
  unsigned max_participants;
  std::chrono::seconds longest_stay{std::chrono::hours{4}};  ///< of one participant; 10 minutes to 24 hours
  /// How long the room waits for the first participant, and for the next one after the last has gone; 1 to 60
  /// minutes.
  std::chrono::minutes empty_timeout{60};
};

struct room {
  room_sid sid;
  std::string unique_name;
};

/// Where video rooms come from: Twilio's cloud, or our own room server. Calls may block; not on the loop
/// thread unless the implementation says it does not.
class video_provider {
 public:
  virtual ~video_provider() = default;

  /// A new room. If one of that unique name is in progress, that one: a repeated call is harmless.
  /// Refuses with provider_errc::unavailable or provider_errc::refused.
  virtual base::result<room> create_room(const room_request& request) = 0;
  /// Ends the room for everybody in it. A room that has ended already, or that nobody knows, is ended.
  virtual base::result<void> complete_room(const room_sid& room) = 0;
};

enum class provider_errc {
  unavailable = 1,  ///< no answer in time; try again later
  refused,          ///< the provider said no; trying again does not help
};
std::error_code make_error_code(provider_errc code);

}  // namespace flex_video::core

template <>
struct std::is_error_code_enum<flex_video::core::provider_errc> : std::true_type {};
