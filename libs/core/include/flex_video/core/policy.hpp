#pragma once

#include <chrono>
#include <cstddef>

namespace flex_video::core {

/// What the operator allows. Checked once, at the start.
struct policy {
  unsigned max_participants = 4;        ///< in one room, the agent included; 2 to 50, as Twilio's group rooms
  bool lobby_for_second_device = true;  ///< false admits further devices while the room has a place
  std::size_t max_visits = 16;          ///< devices that may open one session's link; bounds the lobby
  std::chrono::seconds link_life = std::chrono::hours{24};  ///< of a customer's link; 1 minute to 7 days
  std::chrono::seconds agent_link_life =
      std::chrono::minutes{2};  ///< of an agent's link; 10 seconds to 1 hour
  /// What an access token lasts, since reconnecting needs it; 10 minutes to 24 hours
  /// (https://www.twilio.com/docs/video/configure-maximum-participant-duration).
  std::chrono::seconds longest_call = std::chrono::hours{4};

  friend bool operator==(const policy&, const policy&) = default;
};

/// Throws std::invalid_argument, naming the value that is out of its range.
void require_usable(const policy& policy);

}  // namespace flex_video::core
