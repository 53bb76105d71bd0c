#include "rest/room_memory.hpp"

#include "rest/room_note.hpp"
#include "signalling/words.hpp"

#include <boost/json.hpp>

#include <limits>

namespace flex_video::rooms {
namespace {

namespace json = boost::json;

constexpr auto unlimited = std::numeric_limits<std::size_t>::max();  // we wrote it

json::value write(base::time_point at) { return at.time_since_epoch().count(); }

json::object write(const rule_list& rules) {
  return {{"rules", rules.rules}, {"created", write(rules.created)}, {"updated", write(rules.updated)}};
}

json::object write(const track_record& track) {
  return {{"ordinal", track.ordinal},       {"sid", track.sid.str()},
          {"kind", word_of(track.kind)},    {"name", track.name},
          {"enabled", track.enabled},       {"created", write(track.created)},
          {"updated", write(track.updated)}};
}

/// The members that rooms and participants share.
template <class Record>
json::object write_life(const Record& record) {
  json::object life{{"ordinal", record.ordinal},
                    {"sid", record.sid.str()},
                    {"created", write(record.created)},
                    {"updated", write(record.updated)}};
  if (record.ended) life["ended"] = write(*record.ended);
  return life;
}

json::object write(const participant_record& who) {
  auto written = write_life(who);
  written["identity"] = who.identity;
  written["state"] = word_of(who.state);
  written["revision"] = who.revision;
  auto& tracks = written["tracks"].emplace_array();
  for (const auto& track : who.tracks) tracks.push_back(write(track));
  written["subscribe_rules"] = write(who.subscribe_rules);
  return written;
}

json::object write(const room_record& room) {
  auto written = write_life(room);
  written["unique_name"] = room.unique_name;
  written["max_participants"] = room.max_participants;
  written["audio_only"] = room.terms.audio_only;
  written["max_participant_duration"] = room.terms.max_participant_duration.count();
  written["empty_room_timeout"] = room.terms.empty_room_timeout.count();
  written["unused_room_timeout"] = room.terms.unused_room_timeout.count();
  write_options(room.options, written["options"].emplace_object());
  auto& participants = written["participants"].emplace_array();
  for (const auto& who : room.participants) participants.push_back(write(who));
  written["rules"] = write(room.recording_rules);
  written["next_sequence_number"] = room.next_sequence_number;
  return written;
}

json::object write(const status_callback& callback) {
  json::array parameters;
  for (const auto& [key, value] : callback.parameters) parameters.push_back(json::array{key, value});
  return {{"room", callback.room.str()},
          {"url", callback.url},
          {"by_get", callback.method == callback_method::get},
          {"parameters", std::move(parameters)}};
}

/// Reads the parts of one memory; what is wrong with it is thrown as a std::exception.
class memory_parts {
 public:
  bool ok() const { return complaint_.empty(); }
  fields of(const json::value& value) { return {value, complaint_}; }

  room_record room(const json::value& value) {
    auto from = of(value);
    auto options = of(from.member("options"));
    room_record room{
        .ordinal = from.large_number("ordinal"),
        .sid = id<twilio::room_sid>(from),
        .unique_name = from.text("unique_name", unlimited),
        .max_participants = from.number("max_participants"),
        .terms = {.audio_only = from.flag("audio_only"),
                  .max_participant_duration = std::chrono::seconds{from.number("max_participant_duration")},
                  .empty_room_timeout = std::chrono::minutes{from.number("empty_room_timeout")},
                  .unused_room_timeout = std::chrono::minutes{from.number("unused_room_timeout")}},
        .options = read_options(options),
        .created = time(from, "created"),
        .updated = time(from, "updated"),
        .ended = ended(from),
        .participants = {},
        .recording_rules = rules(from.member("rules")),
        .next_sequence_number = from.large_number("next_sequence_number")};
    for (const auto& who : from.list("participants", unlimited))
      room.participants.push_back(participant(who));
    return room;
  }

  status_callback callback(const json::value& value) {
    auto from = of(value);
    status_callback callback{.room = twilio::room_sid::parse(from.text("room", unlimited)).value(),
                             .url = from.text("url", unlimited),
                             .method = from.flag("by_get") ? callback_method::get : callback_method::post,
                             .parameters = {}};
    for (const auto& each : from.list("parameters", unlimited))
      callback.parameters.push_back(
          {json::value_to<std::string>(each.at(0)), json::value_to<std::string>(each.at(1))});
    return callback;
  }

 private:
  template <class Sid>
  static Sid id(fields& from) {
    return Sid::parse(from.text("sid", unlimited)).value();
  }

  static base::time_point time(fields& from, std::string_view key) {
    return base::time_point{std::chrono::milliseconds{from.large_number(key)}};
  }

  static std::optional<base::time_point> ended(fields& from) {
    return from.has("ended") ? std::optional{time(from, "ended")} : std::nullopt;
  }

  rule_list rules(const json::value& value) {
    auto from = of(value);
    return {.rules = from.list("rules", unlimited),
            .created = time(from, "created"),
            .updated = time(from, "updated")};
  }

  participant_record participant(const json::value& value) {
    auto from = of(value);
    participant_record who{.ordinal = from.large_number("ordinal"),
                           .sid = id<twilio::participant_sid>(from),
                           .identity = from.text("identity", unlimited),
                           .state = value_of<participant_state>(from.text("state", unlimited)).value(),
                           .revision = from.number("revision"),
                           .created = time(from, "created"),
                           .updated = time(from, "updated"),
                           .ended = ended(from),
                           .tracks = {},
                           .subscribe_rules = rules(from.member("subscribe_rules"))};
    for (const auto& each : from.list("tracks", unlimited)) who.tracks.push_back(track(each));
    return who;
  }

  track_record track(const json::value& value) {
    auto from = of(value);
    return {.ordinal = from.large_number("ordinal"),
            .sid = id<twilio::track_sid>(from),
            .kind = value_of<track_kind>(from.text("kind", unlimited)).value(),
            .name = from.text("name", unlimited),
            .enabled = from.flag("enabled"),
            .created = time(from, "created"),
            .updated = time(from, "updated")};
  }

  std::string complaint_;
};

}  // namespace

std::string write_room_memory(const room_record* record, const std::vector<status_callback>& callbacks) {
  if (!record && callbacks.empty()) return {};
  json::object written;
  if (record) written["record"] = write(*record);
  auto& waiting = written["callbacks"].emplace_array();
  for (const auto& each : callbacks) waiting.push_back(write(each));
  return json::serialize(written);
}

std::optional<room_memory> read_room_memory(std::string_view text) {
  memory_parts parts;
  room_memory memory;
  try {
    const auto value = json::parse({text.data(), text.size()});
    auto from = parts.of(value);
    if (from.has("record")) memory.record = parts.room(from.member("record"));
    for (const auto& each : from.list("callbacks", unlimited))
      memory.callbacks.push_back(parts.callback(each));
  } catch (const std::exception&) {
    return std::nullopt;
  }
  return parts.ok() ? std::optional{std::move(memory)} : std::nullopt;
}

}  // namespace flex_video::rooms
