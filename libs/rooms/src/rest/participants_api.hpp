#pragma once

#include "rest/rest_message.hpp"
#include "rest/room_json.hpp"
#include "rest/room_register.hpp"

#include "flex_video/rooms/room_server.hpp"

#include <span>

namespace flex_video::rooms {

/// Participants and what belongs to them: /v1/Rooms/{room}/Participants and below.
class participants_api {
 public:
  /// All must outlive the API.
  participants_api(room_server& rooms, const room_json& json, const base::clock& clock)
      : rooms_(rooms), json_(json), clock_(clock) {}

  /// `path` is what follows "Participants".
  rest_result<rest_answer> answer(const rest_request& request, room_record& room,
                                  std::span<const std::string> path);

 private:
  rest_result<rest_answer> list(const rest_request& request, const room_record& room) const;
  rest_result<rest_answer> update(const rest_request& request, room_record& room, participant_record& who);
  rest_result<rest_answer> anonymize(room_record& room, participant_record& who);
  rest_result<rest_answer> published(const rest_request& request, const room_record& room,
                                     const participant_record& who, std::span<const std::string> path) const;
  rest_result<rest_answer> subscribed(const rest_request& request, const room_record& room,
                                      const participant_record& who, std::span<const std::string> path) const;
  rest_result<rest_answer> subscribe_rules(const rest_request& request, const room_record& room,
                                           participant_record& who) const;

  room_server& rooms_;
  const room_json& json_;
  const base::clock& clock_;
};

}  // namespace flex_video::rooms
