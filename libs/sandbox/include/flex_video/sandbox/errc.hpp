#pragma once

#include <system_error>

namespace flex_video::sandbox {

/// Why the sandbox refuses.
enum class errc {
  token_invalid = 1,     ///< not a Flex token of this process, or changed after it was signed
  token_expired,         ///< genuine, but its time has passed
  unknown_agent,         ///< no agent of that identity or worker SID
  unknown_conversation,  ///< no conversation of that SID
  unknown_message,       ///< no message of that index or SID in the conversation
  unknown_task,          ///< no task of that SID
  unknown_reservation,   ///< no reservation of that SID
  unknown_activity,      ///< no activity of that SID
  not_a_member,          ///< only who takes part in a conversation may write into it
  message_empty,         ///< a message needs a body
  message_too_long,      ///< more characters than Twilio's Conversations takes
  no_carrier,            ///< nothing gets lost on a webchat: no carrier is between
  too_many,              ///< the sandbox keeps no more of these; start it anew
  wrong_status,          ///< the reservation cannot go there from where it is
  malformed_query,       ///< not a Sync query expression
  malformed_attributes,  ///< task attributes must be a JSON object
  malformed_packet,      ///< not a Twilsock packet
};
std::error_code make_error_code(errc code);

}  // namespace flex_video::sandbox

template <>
struct std::is_error_code_enum<flex_video::sandbox::errc> : std::true_type {};
