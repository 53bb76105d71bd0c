#include "signalling/room_state.hpp"

#include "signalling/fields.hpp"
#include "signalling/signalling_errc.hpp"
#include "signalling/wishes_state.hpp"
#include "signalling/words.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <limits>
#include <utility>

namespace flex_video::rooms {
namespace {

namespace json = boost::json;

constexpr auto unlimited = std::numeric_limits<std::size_t>::max();  // we wrote it

json::value or_null(const std::optional<std::string>& text) {
  return text ? json::value(*text) : json::value{};
}

json::object write(const publication& track) {
  return {{"id", track.id},     {"sid", track.sid.str()},   {"kind", word_of(track.kind)},
          {"name", track.name}, {"enabled", track.enabled}, {"priority", word_of(track.priority)}};
}

json::object write(const failed_publication& track) {
  return {{"id", track.id}, {"code", track.reason.value()}};
}

json::object write(const participant_memory& who) {
  json::array ready, failed;
  for (const auto& track : who.ready) ready.push_back(write(track));
  for (const auto& track : who.failed) failed.push_back(write(track));
  return {{"sid", who.sid.str()},
          {"identity", who.identity},
          {"session", who.session.str()},
          {"revision", who.revision},
          {"published_revision", who.published_revision},
          {"subscribed_revision", who.subscribed_revision},
          {"client_revision", who.client_revision ? json::value(*who.client_revision) : json::value{}},
          {"ready", std::move(ready)},
          {"failed", std::move(failed)},
          {"unused_connection", or_null(who.unused_connection)},
          {"watches", who.watches},
          {"wishes", write_wishes(who.wishes)}};
}

json::object write(const connection_memory& connection) {
  return {{"id", connection.id},
          {"first", connection.first.str()},
          {"second", connection.second.str()},
          {"revision", connection.revision}};
}

json::object write(const core::audience& audience) {
  return {{"publisher", audience.publisher},
          {"receivers", json::array(audience.receivers.begin(), audience.receivers.end())}};
}

/// Reads the parts of one state, noting the first member at fault.
class state_parts {
 public:
  const std::string& complaint() const { return complaint_; }
  fields of(const json::value& value) { return {value, complaint_}; }

  template <class Id>
  Id id(fields& from, std::string_view key) {
    const auto parsed = Id::parse(from.text(key, unlimited));
    if (!parsed) throw_away(from, key);
    return *parsed;
  }

  template <class Value>
  Value word(fields& from, std::string_view key) {
    const auto value = value_of<Value>(from.text(key, unlimited));
    if (!value) from.complain(key);
    return value.value_or(Value{});
  }

  publication ready(const json::value& value) {
    auto from = of(value);
    return {.id = from.text("id", unlimited),
            .sid = id<twilio::track_sid>(from, "sid"),
            .kind = word<track_kind>(from, "kind"),
            .name = from.text("name", unlimited),
            .enabled = from.flag("enabled"),
            .priority = word<track_priority>(from, "priority")};
  }

  failed_publication failed(const json::value& value) {
    auto from = of(value);
    return {.id = from.text("id", unlimited), .reason = static_cast<signalling_errc>(from.number("code"))};
  }

  participant_memory participant(const json::value& value) {
    auto from = of(value);
    participant_memory who{.sid = id<twilio::participant_sid>(from, "sid"),
                           .identity = from.text("identity", unlimited),
                           .session = id<session_digest>(from, "session"),
                           .revision = from.number("revision"),
                           .published_revision = from.number("published_revision"),
                           .subscribed_revision = from.number("subscribed_revision"),
                           .client_revision = from.optional_number("client_revision"),
                           .ready = {},
                           .failed = {},
                           .unused_connection = from.optional_text("unused_connection", unlimited),
                           .watches = from.has("watches") && from.flag("watches")};
    // A server before there were group rooms kept none.
    if (from.has("wishes")) who.wishes = read_wishes(from.member("wishes"), complaint_);
    for (const auto& track : from.list("ready", unlimited)) who.ready.push_back(ready(track));
    for (const auto& track : from.list("failed", unlimited)) who.failed.push_back(failed(track));
    return who;
  }

  connection_memory connection(const json::value& value) {
    auto from = of(value);
    return {.id = from.text("id", unlimited),
            .first = id<twilio::participant_sid>(from, "first"),
            .second = id<twilio::participant_sid>(from, "second"),
            .revision = from.number("revision")};
  }

  core::audience audience(const json::value& value) {
    auto from = of(value);
    core::audience audience{.publisher = from.text("publisher", unlimited), .receivers = {}};
    for (const auto& each : from.list("receivers", unlimited)) {
      const auto* const identity = each.if_string();
      if (!identity) throw_away(from, "receivers");
      audience.receivers.emplace_back(*identity);
    }
    return audience;
  }

  room_terms terms(fields& from) {
    // A server before there were group rooms kept neither.
    room_terms terms;
    if (from.has("type")) terms.type = word<room_type>(from, "type");
    if (from.has("video_codecs")) terms.video_codecs = codecs(from);
    return {.type = terms.type,
            .video_codecs = terms.video_codecs,
            .audio_only = from.flag("audio_only"),
            .max_participant_duration = std::chrono::seconds{from.number("max_participant_duration")},
            .empty_room_timeout = std::chrono::minutes{from.number("empty_room_timeout")},
            .unused_room_timeout = std::chrono::minutes{from.number("unused_room_timeout")}};
  }

  std::vector<video_codec> codecs(fields& from) {
    std::vector<video_codec> codecs;
    for (const auto& each : from.list("video_codecs", unlimited)) {
      const auto* const text = each.if_string();
      const auto codec = text ? value_of<video_codec>(*text) : std::nullopt;
      if (!codec) throw_away(from, "video_codecs");
      codecs.push_back(*codec);
    }
    return codecs;
  }

  ended_room_state ended_room(fields& from) {
    return {.sid = id<twilio::room_sid>(from, "sid"),
            .ended = base::time_point{std::chrono::milliseconds{from.large_number("ended")}},
            .record = from.text("record", unlimited)};
  }

  room_state room(const json::value& value) {
    auto from = of(value);
    room_state state{.sid = id<twilio::room_sid>(from, "sid"),
                     .unique_name = from.text("unique_name", unlimited),
                     .max_participants = from.number("max_participants"),
                     .ad_hoc = from.flag("ad_hoc"),
                     .terms = terms(from),
                     .note = from.text("note", unlimited),
                     .recording = {},
                     .audiences = {},
                     .record = from.optional_text("record", unlimited).value_or(std::string{}),
                     .participants = {},
                     .connections = {}};
    // A server before rooms were recorded kept none.
    if (from.has("recording")) {
      state.recording = read_recording(from.member("recording"), complaint_);
      state.recording_revision = from.number("recording_revision");
    }
    // A server before there were audiences kept none.
    if (from.has("audiences")) {
      for (const auto& each : from.list("audiences", unlimited)) state.audiences.push_back(audience(each));
    }
    for (const auto& who : from.list("participants", unlimited))
      state.participants.push_back(participant(who));
    for (const auto& each : from.list("connections", unlimited))
      state.connections.push_back(connection(each));
    return state;
  }

  /// An id can't be made up, so there is nothing to go on with.
  struct unreadable {};

 private:
  [[noreturn]] static void throw_away(fields& from, std::string_view key) {
    from.complain(key);
    throw unreadable{};
  }

  std::string complaint_;
};

/// Whether each connection is between two different people of the room.
bool is_whole(const room_state& state) {
  const auto inside = [&](const twilio::participant_sid& sid) {
    return std::ranges::find(state.participants, sid, &participant_memory::sid) != state.participants.end();
  };
  return std::ranges::all_of(state.connections, [&](const connection_memory& connection) {
    return connection.first != connection.second && inside(connection.first) && inside(connection.second);
  });
}

}  // namespace

std::string write_state(const room_state& state) {
  json::array participants, connections, codecs, audiences;
  for (const auto& each : state.audiences) audiences.push_back(write(each));
  for (const auto codec : state.terms.video_codecs) codecs.emplace_back(word_of(codec));
  for (const auto& who : state.participants) participants.push_back(write(who));
  for (const auto& connection : state.connections) connections.push_back(write(connection));
  return json::serialize(
      json::object{{"sid", state.sid.str()},
                   {"unique_name", state.unique_name},
                   {"max_participants", state.max_participants},
                   {"ad_hoc", state.ad_hoc},
                   {"type", word_of(state.terms.type)},
                   {"video_codecs", std::move(codecs)},
                   {"audio_only", state.terms.audio_only},
                   {"max_participant_duration", state.terms.max_participant_duration.count()},
                   {"empty_room_timeout", state.terms.empty_room_timeout.count()},
                   {"unused_room_timeout", state.terms.unused_room_timeout.count()},
                   {"note", state.note},
                   {"audiences", std::move(audiences)},
                   {"recording", write_recording(state.recording)},
                   {"recording_revision", state.recording_revision},
                   {"record", state.record},
                   {"participants", std::move(participants)},
                   {"connections", std::move(connections)}});
}

std::string write_state(const ended_room_state& state) {
  return json::serialize(json::object{
      {"sid", state.sid.str()}, {"ended", state.ended.time_since_epoch().count()}, {"record", state.record}});
}

base::result<std::variant<room_state, ended_room_state>> read_state(std::string_view text) {
  json::error_code failed;
  const auto value = json::parse({text.data(), text.size()}, failed);
  if (failed) return base::fail(signalling_errc::message_invalid, "a room's state is no JSON");
  state_parts parts;
  try {
    if (auto from = parts.of(value); from.has("ended")) {
      auto state = parts.ended_room(from);
      if (from.ok()) return state;
    } else {
      auto state = parts.room(value);
      if (parts.complaint().empty() && is_whole(state)) return state;
    }
  } catch (const state_parts::unreadable&) {
  }
  return base::fail(signalling_errc::message_invalid, "a room's state: " + parts.complaint());
}

}  // namespace flex_video::rooms
