#include "signalling/message_reader.hpp"

#include "signalling/fields.hpp"
#include "signalling/signalling_errc.hpp"
#include "signalling/words.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace flex_video::rooms {
namespace {

constexpr auto unlimited =
    std::numeric_limits<std::size_t>::max();  // the whole message is limited by its socket

/// Reads the parts of one message, noting the first member at fault.
class message_parts {
 public:
  message_parts(const rooms::limits& limits, std::optional<std::uint32_t> known_revision)
      : limits_(limits), known_revision_(known_revision) {}

  const std::string& complaint() const { return complaint_; }
  message_fields of(json_value value) { return {value, complaint_}; }

  std::string id(message_fields& from, std::string_view key) {
    auto id = from.text(key, limits_.identifier_bytes);
    if (id.empty()) from.complain(key);
    return id;
  }

  /// UTF-8 has at most four bytes a character; what is longer is too long by any count.
  std::optional<std::string> name(message_fields& from, std::string_view key) {
    auto name = from.optional_text(key, unlimited);
    const auto most = 4 * limits_.name_characters + 1;
    if (name && name->size() > most) name->resize(most);
    return name;
  }

  client_state participant(json_value value) {
    auto from = of(value);
    client_state state{.revision = from.number("revision"), .tracks = {}};
    if (known_revision_ && state.revision <= *known_revision_) return state;
    for (const auto item : from.list("tracks", limits_.listed_tracks)) {
      auto track = listed(item);
      const auto same_id = [&](const listed_track& other) { return other.id == track.id; };
      if (std::any_of(state.tracks.begin(), state.tracks.end(), same_id)) from.complain("tracks");
      state.tracks.push_back(std::move(track));
    }
    return state;
  }

  std::vector<peer_connection_state> peer_connections(message_fields& from) {
    std::vector<peer_connection_state> states;
    for (const auto item : from.list("peer_connections", limits_.peer_connections)) {
      states.push_back(peer_connection(item));
    }
    return states;
  }

  std::vector<track_rule> subscribe_rules(json_value value) {
    auto from = of(value);
    std::vector<track_rule> rules;
    for (const auto item : from.list("rules", limits_.subscribe_rules)) rules.push_back(rule(item));
    return rules;
  }

  std::optional<bandwidth_profile> profile(json_value value) {
    auto from = of(value);
    if (!from.has("video")) return std::nullopt;
    auto video = of(from.member("video"));
    bandwidth_profile profile{
        .active_speaker_priority = optional_word<track_priority>(video, "active_speaker_priority"),
        .track_switch_off = optional_word<switch_off_mode>(video, "track_switch_off")
                                .value_or(bandwidth_profile{}.track_switch_off)};
    if (video.has("max_tracks")) profile.max_tracks = video.large_number("max_tracks");
    if (video.has("max_subscription_bandwidth"))
      profile.max_subscription_bandwidth = video.large_number("max_subscription_bandwidth");
    return profile;
  }

  /// What the client knows besides, or can't have over a data channel, is left out.
  std::vector<media_channel> media_signaling(json_value value) {
    auto from = of(value);
    std::vector<media_channel> channels;
    for (const auto word : words<media_channel>) {
      if (!from.has(word)) continue;
      auto way = of(from.member(word));
      for (const auto transport : way.list("transports", limits_.identifier_bytes)) {
        auto each = of(transport);
        if (each.text("type", limits_.identifier_bytes) != "data-channel") continue;
        channels.push_back(*value_of<media_channel>(word));
        break;
      }
    }
    return channels;
  }

 private:
  template <class Value>
  std::optional<Value> optional_word(message_fields& from, std::string_view key) {
    const auto word = from.optional_text(key, limits_.identifier_bytes);
    if (!word) return std::nullopt;
    const auto value = value_of<Value>(*word);
    if (!value) from.complain(key);
    return value;
  }

  track_rule rule(json_value value) {
    auto from = of(value);
    const auto type = from.text("type", limits_.identifier_bytes);
    if (type != "include" && type != "exclude") from.complain("type");
    track_rule rule{.include = type == "include",
                    .publisher = from.optional_text("publisher", 4 * limits_.name_characters),
                    .track = from.optional_text("track", 4 * limits_.name_characters),
                    .kind = optional_word<track_kind>(from, "kind"),
                    .priority = optional_word<track_priority>(from, "priority")};
    const bool names_some = rule.publisher || rule.track || rule.kind || rule.priority;
    if (from.optional_flag("all") == names_some) from.complain("all");
    return rule;
  }

  listed_track listed(json_value value) {
    auto from = of(value);
    return {.id = id(from, "id"),
            .kind = kind(from),
            .name = name(from, "name").value_or(std::string{}),
            .enabled = from.flag("enabled"),
            .priority = priority(from)};
  }

  track_kind kind(message_fields& from) {
    const auto kind = value_of<track_kind>(from.text("kind", limits_.identifier_bytes));
    if (!kind) from.complain("kind");
    return kind.value_or(track_kind::data);
  }

  track_priority priority(message_fields& from) {
    return optional_word<track_priority>(from, "priority").value_or(track_priority::standard);
  }

  peer_connection_state peer_connection(json_value value) {
    auto from = of(value);
    peer_connection_state state{.id = id(from, "id"), .description = {}, .ice = {}};
    if (from.has("description")) state.description = described(from.member("description"));
    if (from.has("ice")) state.ice = gathered(from.member("ice"));
    return state;
  }

  description described(json_value value) {
    auto from = of(value);
    const auto word = from.text("type", limits_.identifier_bytes);
    const auto revision = from.number("revision");
    if (word == "close") return {description_type::close, revision, {}};
    if (word != "offer" && word != "answer") from.complain("type");
    return {word == "offer" ? description_type::offer : description_type::answer, revision,
            from.raw_text("sdp", unlimited)};
  }

  ice_state gathered(json_value value) {
    auto from = of(value);
    ice_state state{.ufrag = from.text("ufrag", limits_.identifier_bytes),
                    .revision = from.number("revision"),
                    .candidates = {},
                    .complete = from.optional_flag("complete")};
    for (const auto item : from.list("candidates", limits_.candidates)) {
      auto each = of(item);
      state.candidates.push_back(
          {.candidate = each.raw_text("candidate", limits_.candidate_bytes),
           .sdp_mid = each.optional_text("sdpMid", limits_.identifier_bytes),
           .sdp_m_line_index = each.optional_number("sdpMLineIndex"),
           .username_fragment = each.optional_text("usernameFragment", limits_.identifier_bytes)});
    }
    return state;
  }

  const rooms::limits& limits_;
  std::optional<std::uint32_t> known_revision_;
  std::string complaint_;
};

client_message read_ice(message_parts&, message_fields& from) {
  return ice_request{base::secret{from.text("token", unlimited)}};
}

client_message read_connect(message_parts& parts, message_fields& from) {
  connect_request request{.token = base::secret{from.text("token", unlimited)},
                          .room = parts.name(from, "name"),
                          .participant = parts.participant(from.member("participant")),
                          .initial = {}};
  if (from.has("subscribe")) request.wishes.subscribe_rules = parts.subscribe_rules(from.member("subscribe"));
  if (from.has("bandwidth_profile"))
    request.wishes.bandwidth_profile = parts.profile(from.member("bandwidth_profile"));
  if (from.has("media_signaling"))
    request.wishes.media_signaling = parts.media_signaling(from.member("media_signaling"));
  auto states = parts.peer_connections(from);
  if (states.empty()) return request;
  const auto& offer = states.front().description;
  if (states.size() > 1 || !offer || offer->type != description_type::offer)
    from.complain("peer_connections");
  request.initial = std::move(states.front());
  return request;
}

client_message read_sync(message_parts& parts, message_fields& from) {
  return sync_request{.session = base::secret{parts.id(from, "session")},
                      .room = parts.name(from, "name"),
                      .participant = parts.participant(from.member("participant")),
                      .peer_connections = parts.peer_connections(from)};
}

client_message read_update(message_parts& parts, message_fields& from) {
  update_request request{
      .session = base::secret{parts.id(from, "session")}, .participant = {}, .peer_connections = {}};
  if (from.has("participant")) request.participant = parts.participant(from.member("participant"));
  request.peer_connections = parts.peer_connections(from);
  return request;
}

client_message read_disconnect(message_parts&, message_fields&) { return disconnect_request{}; }

struct reader {
  std::string_view type;
  client_message (*read)(message_parts&, message_fields&);
};

constexpr std::array readers{reader{"ice", read_ice}, reader{"connect", read_connect},
                             reader{"sync", read_sync}, reader{"update", read_update},
                             reader{"disconnect", read_disconnect}};

}  // namespace

base::result<client_message> read_message(json_value body, const limits& limits,
                                          std::optional<std::uint32_t> known_revision) {
  message_parts parts{limits, known_revision};
  auto from = parts.of(body);
  const auto type = from.text("type", limits.identifier_bytes);
  client_message message = unknown_request{};
  for (const auto& reader : readers) {
    if (reader.type == type) message = reader.read(parts, from);
  }
  if (!from.ok()) return base::fail(signalling_errc::message_invalid, parts.complaint());
  return message;
}

}  // namespace flex_video::rooms
