#pragma once

#include "recording/recording_register.hpp"
#include "rest/rest_message.hpp"

#include <boost/json/object.hpp>

#include <functional>
#include <optional>
#include <span>
#include <string>

namespace flex_video::rooms {

/// Twilio Video's REST for recordings (https://www.twilio.com/docs/video/api/recordings-resource):
/// /v1/Recordings and /v1/Rooms/{room}/Recordings. Decides only; who may call, and HTTP, are the caller's.
class recordings_api {
 public:
  /// Removes a recording's file; false if it is still there.
  using eraser = std::function<bool(const recording_record&)>;

  /// `records` and `clock` must outlive the API. `base_url` is what addresses begin with, without a slash at
  /// its end.
  recordings_api(recording_register& records, const base::clock& clock, const twilio::account_sid& account,
                 std::string base_url, eraser erase);

  /// `path` is what follows /Recordings, `in` the room that was named before it. A deleted recording is told
  /// with the time of its deletion. A running one can't be deleted: 409.
  rest_result<rest_answer> answer(const rest_request& request, std::span<const std::string> path,
                                  const std::optional<twilio::room_sid>& in = {});

 private:
  rest_result<rest_answer> list(const rest_request& request, const std::optional<twilio::room_sid>& in) const;
  rest_result<rest_answer> remove(const recording_record& recording);
  std::string address_of(const std::optional<twilio::room_sid>& room) const;
  boost::json::object write(const recording_record& recording, bool in_room) const;

  recording_register& records_;
  const base::clock& clock_;
  twilio::account_sid account_;
  std::string base_url_;
  eraser erase_;
};

}  // namespace flex_video::rooms
