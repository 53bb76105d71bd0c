#pragma once

#include "flex_video/base/result.hpp"
#include "flex_video/core/ids.hpp"
#include "flex_video/core/session.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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

/// What a provider knows of a room at one moment.
struct room_report {
  bool in_progress = false;
  std::vector<std::string> identities;  ///< of those connected

  friend bool operator==(const room_report&, const room_report&) = default;
};

/// A participant whom not everybody in a room is to hear and see.
struct audience {
  std::string publisher;
  std::vector<std::string> receivers;  ///< who alone is

  friend bool operator==(const audience&, const audience&) = default;
};

/// One recorded track, or one recorded call where the provider records calls.
struct recording {
  std::string sid;
  std::string status;  ///< as Twilio names it: processing, completed, deleted, failed
  std::string kind;    ///< audio, video or data
  std::chrono::seconds duration{0};

  friend bool operator==(const recording&, const recording&) = default;
};

/// Where video rooms come from: Twilio's cloud, or our own room server. Calls may block; not on the loop
/// thread unless the implementation says it does not. Each refuses with provider_errc::unavailable or
/// refused, and is harmless when repeated.
class video_provider {
 public:
  virtual ~video_provider() = default;

  /// A new room. If one of that unique name is in progress, that one.
  virtual base::result<room> create_room(const room_request& request) = 0;
  /// The room in progress of that unique name; nothing if there is none.
  virtual base::result<std::optional<room>> find_room(std::string_view unique_name) = 0;
  /// Ends the room for everybody in it. A room that has ended already, or that nobody knows, is ended.
  virtual base::result<void> complete_room(const room_sid& room) = 0;
  /// What goes on in the room; one that nobody knows is not in progress.
  virtual base::result<room_report> inspect_room(const room_sid& room) = 0;
  /// Puts a participant out of the room. One who is not in it is out.
  virtual base::result<void> remove_participant(const room_sid& room, std::string_view identity) = 0;
  /// From now on what these participants publish is received by their audiences alone, and what all others
  /// publish by everybody. A provider that knows only who is in the room has to be told again of each who
  /// comes; one that can't keep anything from anybody does nothing.
  virtual base::result<void> set_audiences(const room_sid& room, const std::vector<audience>& audiences) = 0;
  /// Records what these identities publish from now on, and nobody else's; or nothing of it for now, or none.
  /// provider_errc::refused where the room can't be recorded.
  virtual base::result<void> set_recording(const room_sid& room, recording_state wanted,
                                           const std::vector<std::string>& publishers) = 0;
  virtual base::result<std::vector<recording>> recordings(const room_sid& room) = 0;
};

enum class provider_errc {
  unavailable = 1,  ///< no answer in time; try again later
  refused,          ///< the provider said no; trying again does not help
};
std::error_code make_error_code(provider_errc code);

}  // namespace flex_video::core

template <>
struct std::is_error_code_enum<flex_video::core::provider_errc> : std::true_type {};
