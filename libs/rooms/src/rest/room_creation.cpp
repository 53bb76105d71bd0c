#include "rest/room_creation.hpp"

#include "rest/form_values.hpp"
#include "rest/rules.hpp"
#include "signalling/words.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace flex_video::rooms {
namespace {

using refused = std::optional<twilio::rest_error>;

twilio::rest_error invalid(int code, std::string message) {
  return {.code = code, .message = std::move(message), .status = 400};
}

twilio::rest_error incompatible(std::string_view parameter) {
  return invalid(53114,
                 "Room creation parameter(s) incompatible with the Room type: " + std::string{parameter});
}

std::optional<long> number_of(std::string_view text) {
  long value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// Takes the number of a field that is there, if it is in its range.
template <class Take>
refused take_number(const twilio::form& form, std::string_view name, long least, long most, int code,
                    std::string_view message, Take take) {
  const auto text = twilio::form_value(form, name);
  if (text.empty()) return std::nullopt;
  const auto value = number_of(text);
  if (!value || *value < least || *value > most) return invalid(code, std::string{message});
  take(*value);
  return std::nullopt;
}

refused take_bool(const twilio::form& form, std::string_view name, bool& into) {
  const auto flag = read_flag(form, name, into);
  if (!flag) return flag.error();
  into = *flag;
  return std::nullopt;
}

refused take_type(const twilio::form& form, bool groups, room_creation& into) {
  const std::string type{twilio::form_value(form, "Type")};
  if (type.empty() || type == "peer-to-peer") return std::nullopt;
  if (type == "go") {
    into.options.go = true;
    return std::nullopt;
  }
  if (type != "group" && type != "group-small") return invalid(53108, "RoomType is not valid");
  if (!groups) return invalid(53126, "This server has no rooms of the type " + type);
  into.settings.terms.type = room_type::group;
  return std::nullopt;
}

refused take_callback(const twilio::form& form, room_options& into) {
  into.status_callback = twilio::form_value(form, "StatusCallback");
  if (!into.status_callback.empty() && !is_callback_address(into.status_callback))
    return invalid(53111, "StatusCallback is invalid");
  const auto method = twilio::form_value(form, "StatusCallbackMethod");
  if (!method.empty() && method != "POST" && method != "GET")
    return invalid(53110, "StatusCallbackMethod is invalid");
  into.status_callback_method = method == "GET" ? callback_method::get : callback_method::post;
  return std::nullopt;
}

refused take_region(const twilio::form& form, room_options& into) {
  constexpr std::array<std::string_view, 10> regions{"us1", "us2", "ie1", "de1", "au1",
                                                     "br1", "in1", "jp1", "sg1", "gll"};
  into.media_region = twilio::form_value(form, "MediaRegion");
  if (into.media_region.empty() || std::ranges::find(regions, into.media_region) != regions.end())
    return std::nullopt;
  return invalid(53115, "MediaRegion is invalid");
}

refused take_codecs(const twilio::form& form, room_terms& into) {
  std::vector<video_codec> codecs;
  for (const auto& [name, value] : form) {
    if (name != "VideoCodecs") continue;
    const auto codec = value_of<video_codec>(value);
    if (!codec) return invalid(20001, "VideoCodecs are VP8 and H264");
    if (std::ranges::find(codecs, *codec) == codecs.end()) codecs.push_back(*codec);
  }
  if (!codecs.empty()) into.video_codecs = std::move(codecs);
  return std::nullopt;
}

/// To say that it records, where it can't, would be worse than to refuse.
refused take_recording(const twilio::form& form, bool possible, room_creation& into) {
  bool transcribes = false;
  auto& records = into.options.record_participants_on_connect;
  for (const auto& [name, wanted] : {std::pair{"RecordParticipantsOnConnect", &records},
                                     std::pair{"TranscribeParticipantsOnConnect", &transcribes}})
    if (auto bad = take_bool(form, name, *wanted)) return bad;
  if (records && !possible) return incompatible("RecordParticipantsOnConnect");
  if (transcribes) return incompatible("TranscribeParticipantsOnConnect");
  if (records) into.recording_rules = all_tracks("include");
  const auto rules = twilio::form_value(form, "RecordingRules");
  if (rules.empty()) return std::nullopt;
  auto read = read_rules(rules, rule_purpose::recording);
  if (!read) return read.error();
  if (includes_any(*read) && !possible) return incompatible("RecordingRules");
  into.recording_rules = std::move(*read);
  return std::nullopt;
}

refused take_limits(const twilio::form& form, unsigned largest, room_creation& into) {
  auto& terms = into.settings.terms;
  constexpr std::string_view timeout = "Timeout is out of range";
  const long most = into.options.go ? 2 : static_cast<long>(largest);
  if (into.options.go) into.settings.max_participants = 2;
  if (auto bad = take_number(form, "MaxParticipants", 1, most, 53107, "MaxParticipants is out of range",
                             [&](long n) { into.settings.max_participants = static_cast<unsigned>(n); }))
    return bad;
  if (auto bad = take_number(form, "EmptyRoomTimeout", 1, 60, 53109, timeout,
                             [&](long n) { terms.empty_room_timeout = std::chrono::minutes{n}; }))
    return bad;
  if (auto bad = take_number(form, "UnusedRoomTimeout", 1, 60, 53109, timeout,
                             [&](long n) { terms.unused_room_timeout = std::chrono::minutes{n}; }))
    return bad;
  return take_number(form, "MaxParticipantDuration", 600, 86'400, 53123,
                     "MaxParticipantDuration is out of range",
                     [&](long n) { terms.max_participant_duration = std::chrono::seconds{n}; });
}

/// The lengths and shapes of names are the room server's to judge.
refused take_name(const twilio::form& form, room_settings& into) {
  const auto name = twilio::form_value(form, "UniqueName");
  const auto control = [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; };
  if (std::ranges::any_of(name, control)) return invalid(53102, "Room name contains invalid characters");
  if (!name.empty()) into.unique_name = std::string{name};
  return std::nullopt;
}

}  // namespace

rest_result<room_creation> read_room_creation(const twilio::form& form, const room_offer& offer) {
  room_creation wish;
  if (auto bad = take_type(form, offer.groups, wish)) return std::unexpected{*bad};
  if (auto bad = take_name(form, wish.settings)) return std::unexpected{*bad};
  if (auto bad = take_limits(form, offer.largest, wish)) return std::unexpected{*bad};
  if (auto bad = take_callback(form, wish.options)) return std::unexpected{*bad};
  if (auto bad = take_region(form, wish.options)) return std::unexpected{*bad};
  if (auto bad = take_codecs(form, wish.settings.terms)) return std::unexpected{*bad};
  const bool recordable = offer.recordings && wish.settings.terms.type == room_type::group;
  if (auto bad = take_recording(form, recordable, wish)) return std::unexpected{*bad};
  for (const auto& [name, into] :
       {std::pair{"AudioOnly", &wish.settings.terms.audio_only},
        std::pair{"EnableTurn", &wish.options.enable_turn}, std::pair{"LargeRoom", &wish.options.large_room}})
    if (auto bad = take_bool(form, name, *into)) return std::unexpected{*bad};
  return wish;
}

}  // namespace flex_video::rooms
