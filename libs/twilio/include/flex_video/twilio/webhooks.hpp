#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/base/result.hpp"
#include "flex_video/twilio/form.hpp"
#include "flex_video/twilio/sids.hpp"

#include <optional>
#include <string>
#include <string_view>

/// What Twilio posts to us, as far as we listen. Field names and events:
/// https://www.twilio.com/docs/video/api/status-callbacks,
/// https://www.twilio.com/docs/taskrouter/api/event/reference
namespace flex_video::twilio {

enum class video_event { participant_connected, participant_disconnected, room_ended };

/// A status callback of Video.
struct video_callback {
  video_event event;
  room_sid room;
  std::string identity;  ///< of the participant; empty for room_ended
  std::optional<participant_sid> participant;
  base::time_point at;
};

/// Reads a status callback; nothing for an event that we do not listen to. Refuses with
/// webhook_errc::malformed.
base::result<std::optional<video_callback>> read_video_callback(const form& parameters);

/// The task that an event of TaskRouter says is at its end (wrap-up, completed, cancelled or deleted);
/// nothing for other events. Refuses with webhook_errc::malformed.
base::result<std::optional<task_sid>> read_task_end(const form& parameters);

/// What tells one report from another, the same when it is sent again; at most 200 bytes. Video numbers its
/// callbacks within a room, TaskRouter names each event.
std::string webhook_key(const form& parameters, std::string_view body);

/// The members of a flat JSON object as parameters, for webhooks that are not forms; a nested value is left
/// out. Refuses with webhook_errc::malformed.
base::result<form> read_json_parameters(std::string_view body);

enum class webhook_errc {
  malformed = 1,  ///< lacks a field that its event has, or has it in another form
};
std::error_code make_error_code(webhook_errc code);

}  // namespace flex_video::twilio

template <>
struct std::is_error_code_enum<flex_video::twilio::webhook_errc> : std::true_type {};
