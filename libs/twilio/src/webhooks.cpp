#include "flex_video/twilio/webhooks.hpp"

#include "flex_video/base/encoding.hpp"
#include "flex_video/base/error_category.hpp"
#include "flex_video/twilio/digest.hpp"
#include "flex_video/twilio/iso_time.hpp"
#include "flex_video/twilio/json_value.hpp"

#include <algorithm>
#include <array>

namespace flex_video::twilio {
namespace {

constexpr char category_name[] = "flex_video.twilio.webhook";
constexpr std::size_t longest_identity = 128;
constexpr std::size_t longest_part_of_key = 60;

const char* describe(int value) {
  switch (static_cast<webhook_errc>(value)) {
    case webhook_errc::malformed:
      return "the webhook is malformed";
  }
  return "unknown";
}

std::optional<video_event> event_of(std::string_view name) {
  if (name == "participant-connected") return video_event::participant_connected;
  if (name == "participant-disconnected") return video_event::participant_disconnected;
  if (name == "room-ended") return video_event::room_ended;
  return std::nullopt;
}

bool ends_a_task(std::string_view event) {
  constexpr std::array<std::string_view, 4> ends{"task.wrapup", "task.completed", "task.canceled",
                                                 "task.deleted"};
  return std::ranges::find(ends, event) != ends.end();
}

}  // namespace

std::error_code make_error_code(webhook_errc code) {
  return {static_cast<int>(code), base::error_category<category_name, describe>::instance()};
}

base::result<std::optional<video_callback>> read_video_callback(const form& parameters) {
  const auto event = event_of(form_value(parameters, "StatusCallbackEvent"));
  if (!event) return std::nullopt;
  const auto room = room_sid::parse(form_value(parameters, "RoomSid"));
  if (!room) return base::fail(webhook_errc::malformed, "RoomSid");
  const auto at = parse_iso_time(form_value(parameters, "Timestamp"));
  if (!at) return base::fail(webhook_errc::malformed, "Timestamp");
  video_callback read{.event = *event, .room = *room, .identity = {}, .participant = std::nullopt, .at = *at};
  if (*event == video_event::room_ended) return read;
  read.identity = form_value(parameters, "ParticipantIdentity");
  if (read.identity.empty() || read.identity.size() > longest_identity)
    return base::fail(webhook_errc::malformed, "ParticipantIdentity");
  read.participant = participant_sid::parse(form_value(parameters, "ParticipantSid"));
  return read;
}

base::result<std::optional<task_sid>> read_task_end(const form& parameters) {
  if (!ends_a_task(form_value(parameters, "EventType"))) return std::nullopt;
  const auto task = task_sid::parse(form_value(parameters, "TaskSid"));
  if (!task) return base::fail(webhook_errc::malformed, "TaskSid");
  return task;
}

std::string webhook_key(const form& parameters, std::string_view body) {
  const auto event = form_value(parameters, "StatusCallbackEvent");
  const auto room = form_value(parameters, "RoomSid");
  const auto number = form_value(parameters, "SequenceNumber");
  const bool numbered = !room.empty() && !number.empty() &&
                        std::max({event.size(), room.size(), number.size()}) <= longest_part_of_key;
  if (numbered) return std::string{room}.append("/").append(event).append("/").append(number);
  const auto sid = form_value(parameters, "Sid");
  if (!sid.empty() && sid.size() <= longest_part_of_key) return std::string{sid};
  return base::to_hex(sha256(body));
}

base::result<form> read_json_parameters(std::string_view body) {
  const auto object = json_object::parse(body);
  if (!object || object->size() > most_form_parameters) return base::fail(webhook_errc::malformed, "body");
  form parameters;
  for (const auto& [name, member] : *object) {
    if (&member != object->find(name)) continue;
    if (auto text = member.string()) {
      parameters.push_back({.name = name, .value = *std::move(text)});
    } else if (member.is_number() || member.boolean()) {
      parameters.push_back({.name = name, .value = std::string{member.text()}});
    }
  }
  return parameters;
}

}  // namespace flex_video::twilio
