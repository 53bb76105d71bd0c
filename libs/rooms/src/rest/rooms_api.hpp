#pragma once

#include "recording/recordings_api.hpp"
#include "rest/participants_api.hpp"
#include "rest/rest_message.hpp"
#include "rest/room_json.hpp"
#include "rest/room_register.hpp"

#include "flex_video/rooms/room_server.hpp"

namespace flex_video::rooms {

/// Twilio Video's REST for rooms, /v1/Rooms and below: what is asked of the records in a room_register, and
/// what is done to the rooms. Decides only; who may call, and HTTP, are the caller's.
class rooms_api {
 public:
  /// All must outlive the API; `records` watches `rooms`. `recordings` is null where nothing is recorded.
  rooms_api(room_server& rooms, room_register& records, const room_json& json, const limits& limits,
            recordings_api* recordings = nullptr);

  /// The refusal's status is its `status`.
  rest_result<rest_answer> answer(const rest_request& request);

 private:
  rest_result<rest_answer> of_room(const rest_request& request, room_record& room);
  rest_result<rest_answer> list(const rest_request& request) const;
  rest_result<rest_answer> create(const rest_request& request);
  rest_result<rest_answer> update(const rest_request& request, room_record& room);
  rest_result<rest_answer> recording_rules(const rest_request& request, room_record& room);
  rest_result<rest_answer> nothing_of(const rest_request& request, const room_record& room) const;

  room_server& rooms_;
  room_register& records_;
  const room_json& json_;
  unsigned largest_room_;
  recordings_api* recordings_;
  participants_api participants_;
};

}  // namespace flex_video::rooms
