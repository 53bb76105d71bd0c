#pragma once

#include "flex_video/twilio/sids.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace flex_video::sandbox {

/// https://www.twilio.com/docs/taskrouter/api/reservations, in the spelling of the REST API.
enum class reservation_status {
  pending,
  accepted,
  rejected,
  timeout,
  canceled,
  rescinded,
  wrapping,
  completed
};

std::string_view to_text(reservation_status status);
/// Nothing for any other word.
std::optional<reservation_status> parse_reservation_status(std::string_view text);

/// A worker's hold on a task, with what the task says of the customer.
struct held_reservation {
  twilio::reservation_sid sid;
  twilio::task_sid task;
  twilio::worker_sid worker;
  reservation_status status;
  std::optional<twilio::conversation_sid> conversation;  ///< nothing on a task without one, e.g. a voice call
  std::string channel_type;                              ///< "web", "whatsapp", "sms", "voice"
  std::string customer_name;
};

}  // namespace flex_video::sandbox
