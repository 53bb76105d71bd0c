#include "testing/model_client.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_to.hpp>

#include <stdexcept>
#include <utility>

namespace flex_video::rooms {
namespace {

namespace json = boost::json;

std::string text(const json::value& value) { return json::value_to<std::string>(value); }

}  // namespace

model_client::model_client(std::string identity, std::string token, std::string room, bool with_track)
    : identity_(std::move(identity)), token_(std::move(token)), room_(std::move(room)) {
  if (with_track) publish();
  connection(identity_ + "-pc").offer();
  for (auto& [id, state] : unsaid_connections_) state.erase("description");  // the connect says it
}

void model_client::open() {
  json::array states;
  for (const auto& [id, each] : connections_) {
    if (const auto state = each->state()) states.push_back(*state);
  }
  const bool first = state_ == phase::connecting;
  json::object body{{"type", first ? "connect" : "sync"},
                    {"version", 2},
                    {"name", room_},
                    {"token", token_},
                    {"participant", participant()},
                    {"peer_connections", states}};
  if (!first) body["session"] = session_;
  outgoing.clear();
  outgoing.push_back(
      json::serialize(json::object{{"type", "hello"}, {"version", 2}, {"id", "h"}, {"body", body}}));
}

void model_client::lose_socket() {
  outgoing.clear();
  held_back_.clear();
  if (state_ == phase::connected) state_ = phase::syncing;
  if (state_ == phase::connecting) state_ = phase::gone;
}

void model_client::receive(const json::value& frame) {
  if (frame.at("type") == "msg" && state_ != phase::gone) handle(frame.at("body").as_object());
}

void model_client::handle(const json::object& body) {
  const auto type = text(body.at("type"));
  if (type == "error" || type == "disconnected") {
    error_ = type == "error" ? body.at("code").as_int64() : 53118;
    leave();
  } else if (state_ == phase::connected) {
    if (type == "update") take_room(body, false);
  } else if (type == (state_ == phase::connecting ? "connected" : "synced")) {
    session_ = text(body.at("session"));
    take_room(body, state_ == phase::syncing);
    state_ = phase::connected;
    flush();
    for (const auto& each : std::exchange(held_back_, {})) take_room(each, false);
  } else {
    held_back_.push_back(body);
  }
}

void model_client::take_room(const json::object& body, bool everything) {
  if (const auto* subscribed = body.if_contains("subscribed")) {
    const auto revision = subscribed->at("revision").as_int64();
    if (revision <= subscribed_revision_) throw std::logic_error("an old list of subscriptions");
    subscribed_revision_ = revision;
    subscribed_.clear();
    for (const auto& each : subscribed->at("tracks").as_array()) {
      if (!subscribed_.emplace(text(each.at("sid")), text(each.at("id"))).second)
        throw std::logic_error("twice");
    }
  }
  if (const auto* participants = body.if_contains("participants")) {
    std::set<std::string> listed;
    for (const auto& each : participants->as_array()) {
      take_participant(each);
      listed.insert(text(each.at("sid")));
    }
    if (everything) std::erase_if(remotes_, [&](const auto& known) { return !listed.contains(known.first); });
  }
  if (const auto* states = body.if_contains("peer_connections"))
    take_connections(states->as_array(), everything);
  if (const auto* published = body.if_contains("published")) {
    const auto revision = published->at("revision").as_int64();
    if (revision < published_revision_) throw std::logic_error("an old list of publications");
    published_revision_ = revision;
    published_.clear();
    for (const auto& each : published->at("tracks").as_array())
      published_[text(each.at("id"))] = text(each.at("sid"));
  }
}

void model_client::take_participant(const json::value& view) {
  const auto sid = text(view.at("sid"));
  const auto revision = view.at("revision").as_int64();
  if (left_.contains(sid) && revision <= left_[sid]) return;
  auto& known = remotes_[sid];
  if (revision <= known.revision) return;
  known = {.identity = text(view.at("identity")),
           .state = text(view.at("state")),
           .revision = revision,
           .tracks = {}};
  for (const auto& each : view.at("tracks").as_array())
    known.tracks[text(each.at("sid"))] = each.at("enabled").as_bool();
  if (known.state != "disconnected") return;
  left_[sid] = revision;
  remotes_.erase(sid);
}

void model_client::take_connections(const json::array& states, bool everything) {
  std::set<std::string> listed;
  for (const auto& each : states) listed.insert(text(each.at("id")));
  if (everything) {
    std::erase_if(connections_, [&](const auto& known) {
      if (listed.contains(known.first)) return false;
      closed_.insert(known.first);
      return true;
    });
  }
  for (const auto& each : states) {
    const auto id = text(each.at("id"));
    if (closed_.contains(id)) continue;
    connection(id).take(each);
    if (!connections_.at(id)->closed()) continue;
    connections_.erase(id);
    closed_.insert(id);
  }
}

model_connection& model_client::connection(const std::string& id) {
  auto& known = connections_[id];
  if (!known) {
    known = std::make_unique<model_connection>(id, sending_,
                                               [this](json::object state) { update(std::move(state)); });
  }
  return *known;
}

void model_client::publish() {
  const auto id = identity_ + "-" + std::to_string(++made_);
  tracks_[id] = true;
  sending_.insert(id);
  changed();
}

void model_client::unpublish() {
  if (tracks_.empty()) return;
  sending_.erase(tracks_.begin()->first);
  tracks_.erase(tracks_.begin());
  changed();
}

void model_client::toggle() {
  if (tracks_.empty()) return;
  tracks_.begin()->second = !tracks_.begin()->second;
  ++revision_;
  update(std::nullopt);
}

void model_client::changed() {
  ++revision_;
  update(std::nullopt);
  for (const auto& [id, each] : connections_) each->offer();
}

void model_client::leave() {
  if (state_ == phase::gone) return;
  json::object body{{"type", "disconnect"}, {"version", 2}, {"session", nullptr}};
  if (!session_.empty()) body["session"] = session_;
  say(body);
  outgoing.push_back(R"({"type":"bye"})");
  state_ = phase::gone;
}

json::object model_client::participant() const {
  json::array tracks;
  for (const auto& [id, enabled] : tracks_) {
    tracks.push_back(json::object{
        {"id", id}, {"kind", "video"}, {"name", id}, {"enabled", enabled}, {"priority", "standard"}});
  }
  return {{"revision", revision_}, {"tracks", tracks}};
}

void model_client::update(std::optional<json::object> connection) {
  if (state_ == phase::gone) return;
  unsaid_ = true;
  if (connection) {
    // Merged as the SDK does: the newest description, the newest candidates.
    auto& merged = unsaid_connections_[text(connection->at("id"))];
    for (const auto& [key, value] : *connection) merged[key] = value;
  }
  if (state_ == phase::connected) flush();
}

void model_client::flush() {
  if (!std::exchange(unsaid_, false)) return;
  json::object body{
      {"type", "update"}, {"version", 2}, {"session", session_}, {"participant", participant()}};
  json::array states;
  for (const auto& [id, state] : std::exchange(unsaid_connections_, {})) states.push_back(state);
  if (!states.empty()) body["peer_connections"] = states;
  say(body);
}

void model_client::say(const json::object& body) {
  outgoing.push_back(json::serialize(json::object{{"type", "msg"}, {"body", body}}));
}

}  // namespace flex_video::rooms
