#pragma once

#include "flex_video/base/result.hpp"
#include "flex_video/twilio/rest.hpp"
#include "flex_video/twilio/sids.hpp"

#include <chrono>
#include <span>
#include <string>
#include <string_view>

/// Twilio Video's REST API, https://video.twilio.com (https://www.twilio.com/docs/video/api). The functions
/// that write a request do no checks but encode every name; those that read an answer refuse with
/// rest_errc::malformed.
namespace flex_video::twilio::video {

/// What a new room is to be (https://www.twilio.com/docs/video/api/rooms-resource).
struct room_settings {
  std::string unique_name;
  unsigned max_participants;                      ///< 1 to 50
  std::chrono::minutes empty_room_timeout;        ///< after the last participant has gone; 1 to 60
  std::chrono::minutes unused_room_timeout;       ///< until the first one comes; 1 to 60
  std::chrono::seconds max_participant_duration;  ///< at most a day
  std::string status_callback;                    ///< where room events are posted to; empty for nowhere
  bool record_participants_on_connect = false;
  /// `group` is the only type for accounts new to Video (error 53126).
  std::string type = "group";
};

/// Error codes of https://www.twilio.com/docs/api/errors that change what we do.
inline constexpr int room_exists_code = 53113;

enum class room_status { in_progress, completed, failed };

struct room_answer {
  room_sid sid;
  std::string unique_name;
  room_status status;
};

struct participant_answer {
  participant_sid sid;
  std::string identity;
  bool in_room;  ///< connected or reconnecting
};

struct recording_answer {
  recording_sid sid;
  std::string status;             ///< processing, completed, deleted, failed
  std::string type;               ///< audio, video, data
  std::chrono::seconds duration;  ///< 0 while it is being recorded
};

rest_request create_room(const room_settings& settings);
/// A room by its SID, or the one in progress by its unique name.
rest_request fetch_room(std::string_view sid_or_unique_name);
rest_request complete_room(const room_sid& room);
/// Those in the room, as long as it is in progress. `page` is rest_page::next of the page before, empty for
/// the first.
rest_request list_participants(const room_sid& room, std::string_view page = {});
rest_request remove_participant(const room_sid& room, std::string_view identity);
/// Records what these identities publish from now on; of none, nothing
/// (https://www.twilio.com/docs/video/api/recording-rules).
rest_request set_recording_rules(const room_sid& room, std::span<const std::string> publishers);
/// Subscribes `receiver`, who is in the room, to everybody but those of `withheld`
/// (https://www.twilio.com/docs/video/api/track-subscriptions).
rest_request set_subscribe_rules(const room_sid& room, std::string_view receiver,
                                 std::span<const std::string> withheld);
rest_request list_recordings(const room_sid& room, std::string_view page = {});

base::result<room_answer> parse_room(std::string_view json);
base::result<rest_page<participant_answer>> parse_participants(std::string_view json);
base::result<rest_page<recording_answer>> parse_recordings(std::string_view json);

}  // namespace flex_video::twilio::video
