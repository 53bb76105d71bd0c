#include "channels/media_message_reader.hpp"

#include "signalling/fields.hpp"
#include "signalling/signalling_errc.hpp"
#include "signalling/words.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace flex_video::rooms {
namespace {

constexpr unsigned most_detail = 3;

/// Reads the parts of one message, noting the first member at fault.
class media_message_parts {
 public:
  explicit media_message_parts(const rooms::limits& limits) : limits_(limits) {}

  const std::string& complaint() const { return complaint_; }
  const rooms::limits& limits() const { return limits_; }
  message_fields of(json_value value) { return {value, complaint_}; }

  /// Nothing, and a complaint, if it is no SID.
  std::optional<twilio::track_sid> track(message_fields& from) {
    auto sid = twilio::track_sid::parse(from.text("track", twilio::track_sid::length));
    if (!sid) from.complain("track");
    return sid;
  }

  unsigned detail(message_fields& from, std::string_view key) {
    const auto level = from.number(key);
    if (level > most_detail) from.complain(key);
    return level;
  }

  void render(json_value value, std::vector<render_hint>& to) {
    auto from = of(value);
    render_hint hint{.track = no_track, .enabled = {}, .dimensions = {}};
    const auto named = track(from);
    if (from.has("enabled")) hint.enabled = from.flag("enabled");
    if (from.has("render_dimensions")) hint.dimensions = dimensions(from.member("render_dimensions"));
    if (!named) return;
    hint.track = *named;
    to.push_back(hint);
  }

  void outcome(json_value value, std::vector<hints_answer::outcome>& to) {
    auto from = of(value);
    const auto named = track(from);
    const auto result = from.text("result", limits_.identifier_bytes);
    if (named) to.push_back({.track = *named, .applied = result == "OK"});
  }

 private:
  render_dimensions dimensions(json_value value) {
    auto from = of(value);
    const auto width = pixels(from, "width");
    return {.width = width, .height = pixels(from, "height")};
  }

  /// An application may give fractions, such as a size in CSS pixels times the device's ratio.
  std::uint32_t pixels(message_fields& from, std::string_view key) {
    const auto value = from.member(key);
    const auto text = value.raw();
    double number = -1;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = failed == std::errc{} && end == text.data() + text.size() && !value.is_string();
    if (whole && number >= 0 && number <= std::numeric_limits<std::uint32_t>::max())
      return static_cast<std::uint32_t>(std::ceil(number));
    from.complain(key);
    return 0;
  }

  static inline const twilio::track_sid no_track =
      *twilio::track_sid::parse("MT00000000000000000000000000000000");
  const rooms::limits& limits_;
  std::string complaint_;
};

media_message read_quality(media_message_parts& parts, message_fields& from) {
  const auto local = parts.detail(from, "reportLevel");
  return quality_request{.local = local, .remote = parts.detail(from, "remoteReportLevel")};
}

media_message read_priority(media_message_parts& parts, message_fields& from) {
  const auto track = parts.track(from);
  const auto word = from.optional_text("subscribe", parts.limits().identifier_bytes);
  const auto priority = word ? value_of<track_priority>(*word) : std::nullopt;
  if (word && !priority) from.complain("subscribe");
  if (!track) return unknown_media_message{};
  return priority_request{.track = *track, .subscribe = priority};
}

media_message read_render(media_message_parts& parts, message_fields& from) {
  auto subscriber = parts.of(from.member("subscriber"));
  render_request request{.id = subscriber.number("id"), .hints = {}};
  for (const auto hint : subscriber.list("hints", parts.limits().hints)) parts.render(hint, request.hints);
  return request;
}

media_message read_outcomes(media_message_parts& parts, message_fields& from) {
  hints_answer answer{.id = from.number("id"), .outcomes = {}};
  for (const auto outcome : from.list("hints", parts.limits().hints)) parts.outcome(outcome, answer.outcomes);
  return answer;
}

media_message read_reset(media_message_parts& parts, message_fields& from) {
  const auto track = parts.track(from);
  if (!track) return unknown_media_message{};
  return hints_reset{*track};
}

struct media_reader {
  media_channel on;
  std::string_view type;
  media_message (*read)(media_message_parts&, message_fields&);
};

constexpr std::array media_readers{
    media_reader{media_channel::network_quality, "network_quality", read_quality},
    media_reader{media_channel::track_priority, "track_priority", read_priority},
    media_reader{media_channel::render_hints, "render_hints", read_render},
    media_reader{media_channel::publisher_hints, "publisher_hints", read_outcomes},
    media_reader{media_channel::publisher_hints, "client_reset", read_reset}};

}  // namespace

base::result<media_message> read_media_message(media_channel on, std::string_view text,
                                               const limits& limits) {
  if (text.size() > limits.media_message_bytes) return base::fail(signalling_errc::message_invalid, "size");
  json_document document;
  const auto body = document.read(text);
  if (!body) return base::fail(signalling_errc::message_invalid, "JSON");
  media_message_parts parts{limits};
  auto from = parts.of(*body);
  const auto type = from.text("type", limits.identifier_bytes);
  media_message message = unknown_media_message{};
  if (type == "ready") message = channel_ready{};
  for (const auto& reader : media_readers)
    if (reader.on == on && reader.type == type) message = reader.read(parts, from);
  if (!from.ok()) return base::fail(signalling_errc::message_invalid, parts.complaint());
  return message;
}

}  // namespace flex_video::rooms
