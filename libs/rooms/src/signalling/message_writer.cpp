#include "signalling/message_writer.hpp"

#include "signalling/words.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace flex_video::rooms {
namespace {

namespace json = boost::json;

constexpr int protocol_version = 2;
constexpr int ice_version = 1;

json::string_view text(std::string_view from) { return {from.data(), from.size()}; }

json::object message(json::string_view type, int version = protocol_version) {
  return {{"type", type}, {"version", version}};
}

json::object error(const std::error_code& reason) {
  return {{"code", reason.value()}, {"message", reason.message()}};
}

// Declared first, for the elements of lists.
json::object encode(const publication& track);
json::object encode(const participant_view& view);
json::object encode(const subscribed_view::track& track);
json::object encode(const ice_candidate& candidate);
json::object encode(const peer_connection_state& state);

template <class Items>
json::array list(const Items& items) {
  json::array array;
  array.reserve(items.size());
  for (const auto& item : items) array.push_back(encode(item));
  return array;
}

json::object encode(const publication& track) {
  return {{"id", track.id},           {"sid", text(track.sid.text())},
          {"name", track.name},       {"kind", word_of(track.kind)},
          {"enabled", track.enabled}, {"priority", word_of(track.priority)}};
}

json::object encode(const participant_view& view) {
  return {{"sid", text(view.sid.text())},
          {"identity", view.identity},
          {"state", word_of(view.state)},
          {"revision", view.revision},
          {"tracks", list(view.tracks)}};
}

json::object encode(const published_view& view) {
  json::array tracks;
  for (const auto& track : view.ready) {
    tracks.push_back(json::object{{"id", track.id}, {"sid", text(track.sid.text())}, {"state", "ready"}});
  }
  for (const auto& track : view.failed) {
    tracks.push_back(json::object{{"id", track.id}, {"state", "failed"}, {"error", error(track.reason)}});
  }
  return {{"revision", view.revision}, {"tracks", std::move(tracks)}};
}

json::object encode(const subscribed_view::track& track) {
  return {{"id", track.id}, {"sid", text(track.sid.text())}};
}

json::object encode(const subscribed_view& view) {
  return {{"revision", view.revision}, {"tracks", list(view.tracks)}};
}

json::object encode(const ice_candidate& candidate) {
  json::object object{{"candidate", candidate.candidate}};
  if (candidate.sdp_mid) object["sdpMid"] = *candidate.sdp_mid;
  if (candidate.sdp_m_line_index) object["sdpMLineIndex"] = *candidate.sdp_m_line_index;
  if (candidate.username_fragment) object["usernameFragment"] = *candidate.username_fragment;
  return object;
}

json::object encode(const description& description) {
  json::object object{{"type", word_of(description.type)}, {"revision", description.revision}};
  if (!description.sdp.empty()) object["sdp"] = description.sdp;
  return object;
}

json::object encode(const ice_state& ice) {
  json::object object{{"ufrag", ice.ufrag}, {"revision", ice.revision}, {"candidates", list(ice.candidates)}};
  if (ice.complete) object["complete"] = true;
  return object;
}

json::object encode(const peer_connection_state& state) {
  json::object object{{"id", state.id}};
  if (state.description) object["description"] = encode(*state.description);
  if (state.ice) object["ice"] = encode(*state.ice);
  return object;
}

std::string write_snapshot(json::string_view type, const room_snapshot& snapshot) {
  auto body = message(type);
  body["sid"] = text(snapshot.sid.text());
  body["name"] = snapshot.name;
  body["session"] = text(snapshot.session.reveal());
  body["participant"] = encode(snapshot.self);
  body["participants"] = list(snapshot.participants);
  body["published"] = encode(snapshot.published);
  body["subscribed"] = encode(snapshot.subscribed);
  body["peer_connections"] = list(snapshot.peer_connections);
  body["recording"] = {{"is_recording", false}, {"revision", 1}};
  // Without `options` the SDK's connect() never settles; a `media_region` would tell it that this is a group
  // room.
  body["options"] = {{"session_timeout", snapshot.session_timeout.count()},
                     {"signaling_region", "us1"},
                     {"audio_processors", json::array{}}};
  body["media_signaling"] = json::object{};
  return json::serialize(body);
}

std::string write_disconnected(json::string_view status) {
  auto body = message("disconnected");
  body["status"] = status;
  return json::serialize(body);
}

}  // namespace

std::string write_iced(const std::optional<turn_service>& turn, const turn_credentials& credentials) {
  auto body = message("iced", ice_version);
  auto& servers = body["ice_servers"].emplace_array();
  // As RTCConfiguration.iceServers has it (W3C WebRTC section 4.2.2).
  if (turn)
    servers.push_back(json::object{{"urls", json::array(turn->urls.begin(), turn->urls.end())},
                                   {"username", credentials.username},
                                   {"credential", credentials.password.reveal()}});
  return json::serialize(body);
}

std::string write_connected(const room_snapshot& snapshot) { return write_snapshot("connected", snapshot); }

std::string write_synced(const room_snapshot& snapshot) { return write_snapshot("synced", snapshot); }

std::string write_update(const room_update& update) {
  auto body = message("update");
  if (!update.participants.empty()) body["participants"] = list(update.participants);
  if (update.published) body["published"] = encode(*update.published);
  if (update.subscribed) body["subscribed"] = encode(*update.subscribed);
  if (!update.peer_connections.empty()) body["peer_connections"] = list(update.peer_connections);
  return json::serialize(body);
}

std::string write_completed() { return write_disconnected("completed"); }

// The SDK takes any status but "completed" for that.
std::string write_removed() { return write_disconnected("disconnected"); }

std::string write_error(const std::error_code& reason) {
  auto body = message("error");
  body["code"] = reason.value();
  body["message"] = reason.message();
  return json::serialize(body);
}

}  // namespace flex_video::rooms
