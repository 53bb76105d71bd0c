#pragma once

#include <chrono>
#include <cstddef>
#include <optional>

namespace flex_video::core {

/// Who waits until the agent lets them in.
enum class lobby_rule {
  never,          ///< nobody, while the room has a place
  second_device,  ///< every device but the first of each link
  always,         ///< every guest
};

/// What supervisors may do in calls under way.
enum class supervisor_rule {
  off,    ///< not come in
  view,   ///< see and hear everybody, and publish nothing
  coach,  ///< the same at first, and choose who hears and sees them: see supervision_mode
  full,   ///< take part as the agent does
};

/// What the operator allows. Checked once, at the start.
struct policy {
  /// In one room, the agent included and a supervisor not; 2, and as many that room_places() is at most 50,
  /// as in Twilio's group rooms.
  unsigned max_participants = 4;
  lobby_rule lobby = lobby_rule::second_device;
  bool recording_allowed = false;
  supervisor_rule supervisor_join = supervisor_rule::off;
  /// Whether the agent is told that a supervisor is there. Who takes part can't be kept from anybody, so that
  /// `full` needs it.
  bool supervisor_announced = true;
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
  /// How long a session is kept after its end, with who came and what happened; 1 hour to 10 years, or for
  /// good.
  std::optional<std::chrono::seconds> retention = std::chrono::days{30};

  friend bool operator==(const policy&, const policy&) = default;
};

/// How many the room of a call is made for: its participants, and a supervisor where one may come in.
unsigned room_places(const policy& policy);

/// Throws std::invalid_argument, naming the value that is out of its range.
void require_usable(const policy& policy);

}  // namespace flex_video::core
