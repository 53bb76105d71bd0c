#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/twilio/sids.hpp"

#include <boost/json/object.hpp>

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

/// A task of TaskRouter. Its conversation, customer and channel are in `attributes`, as Flex and its plugins
/// read them.
struct task {
  twilio::task_sid sid;
  boost::json::object attributes;
  std::string status;   ///< pending, reserved, assigned, wrapping, completed, canceled
  std::string channel;  ///< "chat" or "voice": the task channel's unique name
  long long version = 1;
  base::time_point created;
  base::time_point updated;
};

struct reservation {
  twilio::reservation_sid sid;
  flex_video::sandbox::task task;  ///< each task of the sandbox is offered once
  twilio::worker_sid worker;
  std::string agent;  ///< identity of the worker
  reservation_status status;
  long long version = 1;
  base::time_point created;
  base::time_point updated;
};

/// Whether TaskRouter lets a reservation go from one status to the other; staying is not going.
bool may_become(reservation_status from, reservation_status to);
/// Whether the worker is done with it.
bool is_over(reservation_status status);
/// What a task is when its reservation is so.
std::string_view task_status_of(reservation_status status);
/// The last word of the event, e.g. "wrapup" in "reservation.wrapup".
std::string_view event_word_of(reservation_status status);

}  // namespace flex_video::sandbox
