#include "flex_video/twilio/video_rest.hpp"

#include "rest_json.hpp"
#include "rest_writing.hpp"

#include "flex_video/twilio/json_text.hpp"

namespace flex_video::twilio::video {
namespace {

/// A name as one segment; never one that clients and servers resolve (RFC 3986 section 5.2.4).
std::string segment(std::string_view name) {
  if (name == ".") return "%2E";
  if (name == "..") return "%2E%2E";
  return percent_encode(name);
}

std::string room_path(std::string_view room) { return "/v1/Rooms/" + segment(room); }

std::optional<room_status> parse_status(std::string_view text) {
  if (text == "in-progress") return room_status::in_progress;
  if (text == "completed") return room_status::completed;
  if (text == "failed") return room_status::failed;
  return std::nullopt;
}

base::result<participant_answer> read_participant(const json_object& in) {
  const auto sid = sid_in<"PA">(in, "sid");
  const auto identity = in.string("identity");
  const auto status = in.string("status");
  if (!sid) return malformed("sid");
  if (!identity) return malformed("identity");
  if (!status) return malformed("status");
  return participant_answer{
      .sid = *sid, .identity = *identity, .in_room = *status == "connected" || *status == "reconnecting"};
}

base::result<recording_answer> read_recording(const json_object& in) {
  constexpr std::int64_t longest = std::chrono::seconds{std::chrono::years{1}}.count();
  const auto sid = sid_in<"RT">(in, "sid");
  const auto status = in.string("status");
  const auto type = in.string("type");
  if (!sid) return malformed("sid");
  if (!status) return malformed("status");
  if (!type) return malformed("type");
  const auto* duration = in.find("duration");
  const auto seconds = duration && !duration->is_null() ? in.integer("duration") : 0;
  if (!seconds || *seconds < 0 || *seconds > longest) return malformed("duration");
  return recording_answer{
      .sid = *sid, .status = *status, .type = *type, .duration = std::chrono::seconds{*seconds}};
}

}  // namespace

rest_request create_room(const room_settings& settings) {
  form parameters{
      {"UniqueName", settings.unique_name},
      {"Type", settings.type},
      {"MaxParticipants", std::to_string(settings.max_participants)},
      {"EmptyRoomTimeout", std::to_string(settings.empty_room_timeout.count())},
      {"UnusedRoomTimeout", std::to_string(settings.unused_room_timeout.count())},
      {"MaxParticipantDuration", std::to_string(settings.max_participant_duration.count())},
      {"RecordParticipantsOnConnect", settings.record_participants_on_connect ? "true" : "false"}};
  if (!settings.status_callback.empty()) {
    parameters.push_back({"StatusCallback", settings.status_callback});
    parameters.push_back({"StatusCallbackMethod", "POST"});
  }
  return post_form("/v1/Rooms", parameters);
}

rest_request fetch_room(std::string_view sid_or_unique_name) { return get(room_path(sid_or_unique_name)); }

rest_request complete_room(const room_sid& room) {
  return post_form(room_path(room.text()), {{"Status", "completed"}});
}

rest_request list_participants(const room_sid& room, std::string_view page) {
  // No filter by status: a room in progress lists who is in it, and that includes who is reconnecting.
  return get_page(room_path(room.text()) + "/Participants", page);
}

rest_request remove_participant(const room_sid& room, std::string_view identity) {
  return post_form(room_path(room.text()) + "/Participants/" + segment(identity),
                   {{"Status", "disconnected"}});
}

rest_request set_recording_rules(const room_sid& room, std::span<const std::string> publishers) {
  std::string rules = "[";
  for (const auto& publisher : publishers) {
    rules += rules.size() > 1 ? "," : "";
    rules += R"({"type":"include","publisher":)";
    append_json_string(rules, publisher);
    rules += '}';
  }
  rules += publishers.empty() ? R"({"type":"exclude","all":true}])" : "]";
  return post_form(room_path(room.text()) + "/RecordingRules", {{"Rules", rules}});
}

rest_request set_subscribe_rules(const room_sid& room, std::string_view receiver,
                                 std::span<const std::string> withheld) {
  std::string rules = R"([{"type":"include","all":true})";
  for (const auto& publisher : withheld) {
    rules += R"(,{"type":"exclude","publisher":)";
    append_json_string(rules, publisher);
    rules += '}';
  }
  rules += ']';
  return post_form(room_path(room.text()) + "/Participants/" + segment(receiver) + "/SubscribeRules",
                   {{"Rules", rules}});
}

rest_request list_recordings(const room_sid& room, std::string_view page) {
  return get_page(room_path(room.text()) + "/Recordings", page);
}

base::result<room_answer> parse_room(std::string_view json) {
  const auto in = json_object::parse(json);
  if (!in) return malformed("room");
  const auto sid = sid_in<"RM">(*in, "sid");
  const auto name = in->string("unique_name");
  const auto status = in->string("status");
  const auto known = status ? parse_status(*status) : std::nullopt;
  if (!sid) return malformed("sid");
  if (!name) return malformed("unique_name");
  if (!known) return malformed("status");
  return room_answer{.sid = *sid, .unique_name = *name, .status = *known};
}

base::result<rest_page<participant_answer>> parse_participants(std::string_view json) {
  return read_page<participant_answer>(json, "participants", read_participant);
}

base::result<rest_page<recording_answer>> parse_recordings(std::string_view json) {
  return read_page<recording_answer>(json, "recordings", read_recording);
}

}  // namespace flex_video::twilio::video
