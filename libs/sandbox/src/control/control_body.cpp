#include "control/control_body.hpp"

#include "json_reading.hpp"

#include <algorithm>

namespace flex_video::sandbox {

web_reply control_problem(unsigned status, std::string_view code, std::string_view title,
                          std::string_view field) {
  json::object problem{{"type", "about:blank"}, {"title", title}, {"status", status}, {"code", code}};
  if (!field.empty()) problem["field"] = field;
  auto reply = reply_json(status, problem);
  reply.type = "application/problem+json";
  return reply;
}

control_body::control_body(std::string_view text, std::initializer_list<std::string_view> fields) {
  auto members = read_json_object(text);
  if (!members) {
    refuse(400, "malformed_json", "The body is not a JSON object", {});
    return;
  }
  members_ = std::move(*members);
  for (const auto& member : members_)
    if (std::ranges::find(fields, std::string_view{member.key()}) == fields.end())
      refuse(400, "unknown_field", "The body has a field that is not known", member.key());
}

void control_body::refuse(unsigned status, std::string_view code, std::string_view title,
                          std::string_view field) {
  if (!problem_) problem_ = control_problem(status, code, title, field);
}

std::string control_body::text(std::string_view field, std::optional<std::string_view> fallback) {
  if (!members_.contains(field)) {
    if (!fallback) refuse(400, "missing_field", "A field is missing", field);
    return std::string{fallback.value_or("")};
  }
  const auto found = text_member(members_, field);
  if (!found || found->empty()) refuse(400, "invalid_field", "A field is not a text, or empty", field);
  return found.value_or("");
}

long long control_body::number(std::string_view field) {
  if (!members_.contains(field))
    refuse(400, "missing_field", "A field is missing", field);
  else if (!number_member(members_, field))
    refuse(400, "invalid_field", "A field is not a whole number", field);
  return number_member(members_, field).value_or(0);
}

}  // namespace flex_video::sandbox
