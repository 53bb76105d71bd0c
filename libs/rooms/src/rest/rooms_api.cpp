#include "rest/rooms_api.hpp"

#include "rest/created_between.hpp"
#include "rest/listing.hpp"
#include "rest/room_creation.hpp"
#include "rest/room_note.hpp"
#include "rest/rules.hpp"

#include <span>

namespace flex_video::rooms {

rooms_api::rooms_api(room_server& rooms, room_register& records, const room_json& json, const limits& limits,
                     recordings_api* recordings)
    : rooms_(rooms),
      records_(records),
      json_(json),
      largest_room_(limits.largest_room),
      recordings_(recordings),
      participants_(rooms, json, rooms.clock()) {}

rest_result<rest_answer> rooms_api::answer(const rest_request& request) {
  if (!request.path.empty()) {
    auto* const room = records_.find(request.path[0]);
    if (!room) return not_found("/Rooms/" + request.path[0]);
    return of_room(request, *room);
  }
  if (request.method == "GET") return list(request);
  if (request.method == "POST") return create(request);
  return not_allowed();
}

rest_result<rest_answer> rooms_api::of_room(const rest_request& request, room_record& room) {
  const auto& path = request.path;
  const bool get = request.method == "GET", post = request.method == "POST";
  if (path.size() == 1) {
    if (post) return update(request, room);
    return get ? rest_result<rest_answer>{rest_answer{.body = json_.write(room)}} : not_allowed();
  }
  const auto& below = path[1];
  if (below == "Participants") return participants_.answer(request, room, std::span{path}.subspan(2));
  if (below == "RecordingRules" && path.size() == 2)
    return get || post ? recording_rules(request, room) : not_allowed();
  if (below == "Recordings" && recordings_)
    return recordings_->answer(request, std::span{path}.subspan(2), room.sid);
  if ((below == "Recordings" || below == "Transcriptions") && path.size() == 2)
    return nothing_of(request, room);
  return not_found("/Rooms/" + path[0] + '/' + below);
}

rest_result<rest_answer> rooms_api::list(const rest_request& request) const {
  const auto created = read_created_between(request.query);
  if (!created) return std::unexpected{created.error()};
  const auto name = twilio::form_value(request.query, "UniqueName");
  auto status = twilio::form_value(request.query, "Status");
  if (status.empty()) status = "in-progress";
  if (status != "in-progress" && status != "completed" && status != "failed")
    return refuse(400, 53112, "Status is invalid");
  std::vector<listed> found;
  for (const auto* const room : records_.all()) {
    if (status_of(*room) == status && (name.empty() || room->unique_name == name) &&
        created->holds(room->created))
      found.push_back({room->ordinal, [this, room] { return json_.write(*room); }});
  }
  return answer_list("rooms", json_.address_of_rooms(), request.query, found);
}

rest_result<rest_answer> rooms_api::create(const rest_request& request) {
  auto wish = read_room_creation(
      request.body,
      {.largest = largest_room_, .groups = rooms_.has_media_engine(), .recordings = recordings_ != nullptr});
  if (!wish) return std::unexpected{wish.error()};
  wish->settings.note =
      write_room_note({.created = rooms_.clock().now(), .options = std::move(wish->options)});
  const auto made = rooms_.open_room(wish->settings);
  if (!made) return refuse(400, made.error().code.value(), made.error().code.message());
  if (!wish->recording_rules.empty()) rooms_.record_by(made->sid, track_rules(wish->recording_rules));
  records_.announce(made->sid);
  return rest_answer{.status = 201, .body = json_.write(*records_.find(made->sid.text()))};
}

rest_result<rest_answer> rooms_api::update(const rest_request& request, room_record& room) {
  if (twilio::form_value(request.body, "Status") != "completed" || room.ended)
    return refuse(400, 53112, "Status is invalid");
  const auto sid = room.sid;
  (void)rooms_.complete_room(sid);
  const auto* const ended = records_.find(sid.text());
  if (!ended) return not_found("/Rooms/" + sid.str());
  return rest_answer{.body = json_.write(*ended)};
}

rest_result<rest_answer> rooms_api::recording_rules(const rest_request& request, room_record& room) {
  if (request.method == "GET") return rest_answer{.body = json_.write_recording_rules(room)};
  auto rules = read_rules(twilio::form_value(request.body, "Rules"), rule_purpose::recording);
  if (!rules) return std::unexpected{rules.error()};
  if (includes_any(*rules) && !rooms_.can_record(room.sid))
    return refuse(400, 53122,
                  "The recording operation requested is not allowed: the room's media passes no server");
  rooms_.record_by(room.sid, track_rules(*rules));
  return rest_answer{.status = 202, .body = json_.write_recording_rules(room)};
}

/// The list is there and empty.
rest_result<rest_answer> rooms_api::nothing_of(const rest_request& request, const room_record& room) const {
  if (request.method != "GET") return not_allowed();
  const bool recordings = request.path[1] == "Recordings";
  return answer_list(recordings ? "recordings" : "transcriptions",
                     json_.address_of(room) + '/' + request.path[1], request.query, {});
}

}  // namespace flex_video::rooms
