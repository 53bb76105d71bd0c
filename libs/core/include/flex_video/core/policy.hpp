#pragma once

#include <chrono>
#include <cstddef>

namespace flex_video::core {

/// Who waits until the agent lets them in.
enum class lobby_rule {
  never,          ///< nobody, while the room has a place
  second_device,  ///< every device but the first of each link
  always,         ///< every guest
};

/// What the operator allows. Checked once, at the start.
struct policy {
  unsigned max_participants = 4;  ///< in one room, the agent included; 2 to 50, as Twilio's group rooms
  lobby_rule lobby = lobby_rule::second_device;
  bool recording_allowed = false;
  std::size_t max_visits = 16;  ///< devices that may open one session's links; bounds the lobby
  std::size_t max_invites = 8;  ///< links that one session may give to guests; 1 to 100
  std::chrono::seconds link_life = std::chrono::hours{24};  ///< of a guest's link; 1 minute to 7 days
  std::chrono::seconds agent_link_life =
      std::chrono::minutes{2};  ///< of an agent's link; 10 seconds to 1 hour
  /// How long a live call may last, and what an access token lasts, since reconnecting needs it; 10 minutes
  /// to 24 hours (https://www.twilio.com/docs/video/configure-maximum-participant-duration).
  std::chrono::seconds longest_call = std::chrono::hours{4};
  /// How long the room of a call may be empty before the call is over; 1 minute to 24 hours.
  std::chrono::seconds idle_end = std::chrono::minutes{15};
  /// How long a session is kept after its end, with who came and what happened; 1 hour to 10 years.
  std::chrono::seconds retention = std::chrono::days{30};

  friend bool operator==(const policy&, const policy&) = default;
};

/// Throws std::invalid_argument, naming the value that is out of its range.
void require_usable(const policy& policy);

}  // namespace flex_video::core
