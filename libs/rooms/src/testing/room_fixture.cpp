#include "testing/room_fixture.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <utility>
#include <variant>

namespace flex_video::rooms {
namespace json = boost::json;

twilio::credentials test_credentials(std::string secret) {
  return {*twilio::account_sid::parse("AC" + std::string(32, '1')),
          *twilio::api_key_sid::parse("SK" + std::string(32, '2')), base::secret{std::move(secret)}};
}

json::object track(std::string_view id, std::string_view name, std::string_view kind, bool enabled) {
  return {{"id", std::string{id}},
          {"name", std::string{name}},
          {"kind", std::string{kind}},
          {"enabled", enabled},
          {"priority", "standard"}};
}

namespace {

json::object described(std::string_view connection, std::string_view type, int revision) {
  return {{"id", std::string{connection}},
          {"description",
           {{"type", std::string{type}},
            {"revision", revision},
            {"sdp", std::string{type} + " " + std::to_string(revision)}}}};
}

}  // namespace

json::object offer(std::string_view connection, int revision) {
  return described(connection, "offer", revision);
}
json::object answer(std::string_view connection, int revision) {
  return described(connection, "answer", revision);
}

json::object candidates(std::string_view connection, int revision, std::vector<std::string> list,
                        bool complete) {
  json::array items;
  for (const auto& each : list) {
    items.push_back(
        json::object{{"candidate", each}, {"sdpMid", "0"}, {"sdpMLineIndex", 0}, {"usernameFragment", "uf"}});
  }
  json::object ice{{"ufrag", "uf"}, {"revision", revision}, {"candidates", items}};
  if (complete) ice["complete"] = true;
  return {{"id", std::string{connection}}, {"ice", ice}};
}

json::object connect_body(std::string_view token, std::string_view room, json::array tracks,
                          json::object initial) {
  return {{"type", "connect"},
          {"version", 2},
          {"name", std::string{room}},
          {"token", std::string{token}},
          {"format", "unified"},
          {"ice_servers", "acquire"},
          {"participant", {{"revision", 1}, {"tracks", std::move(tracks)}}},
          {"peer_connections", json::array{std::move(initial)}},
          {"subscribe", {{"rules", {{{"type", "include"}, {"all", true}}}}, {"revision", 1}}},
          {"media_signaling", json::object{}}};
}

std::string hello(const json::object* body) {
  json::object frame{{"type", "hello"}, {"id", "h1"}, {"timeout", 5000}, {"version", 2}};
  if (body) frame["body"] = *body;
  return json::serialize(frame);
}

json::value at(const json::value& message, std::string_view path) {
  boost::json::error_code missing;
  const auto* found = message.find_pointer({path.data(), path.size()}, missing);
  return found ? *found : json::value{};
}

std::string text_at(const json::value& message, std::string_view path) {
  const auto found = at(message, path);
  return std::string{found.as_string()};
}

room_server_options keeping_rooms() {
  room_server_options options;
  options.keeps_rooms = true;
  return options;
}

room_fixture::room_fixture(room_server_options options, media_engine* media, recording_archive* recordings)
    : server(
          options, test_credentials(), clock, random,
          [this](const room_event& event) { events.push_back(event); }, media, recordings) {}

std::string room_fixture::token(std::string_view identity, std::optional<std::string> room,
                                bool may_publish) const {
  twilio::access_token_issuer issuer{test_credentials()};
  return issuer.issue({.identity = std::string{identity},
                       .room = std::move(room),
                       .issued_at = clock.now(),
                       .expires_at = clock.now() + std::chrono::minutes{5},
                       .not_before = {},
                       .may_publish = may_publish});
}

connection_id room_fixture::open_silent() {
  const auto socket = connection_id{++last_};
  server.opened(socket);
  return socket;
}

connection_id room_fixture::open() {
  const auto socket = open_silent();
  frame(socket, hello());
  take_frames(socket);
  return socket;
}

std::size_t room_fixture::take_over(room_fixture& ended) {
  clock.set(ended.clock.now());
  tracks_ = ended.tracks_;
  last_ = ended.last_;
  for (std::uint64_t socket = 1; socket <= last_; ++socket) silence(connection_id{socket});
  std::size_t taken = 0;
  for (const auto& [room, state] : ended.server.take_changes()) {
    if (state && server.take_up(*state)) ++taken;
  }
  return taken;
}

void room_fixture::frame(connection_id socket, std::string_view text, arrival how) {
  server.received(socket, text, how);
  collect();
}

void room_fixture::send(connection_id socket, const json::object& body, arrival how) {
  frame(socket, json::serialize(json::object{{"type", "msg"}, {"body", body}}), how);
}

void room_fixture::collect() {
  for (auto& wanted : server.take_actions()) {
    if (auto* text = std::get_if<send_text>(&wanted)) {
      heard_[text->to].push_back(std::move(text->text));
    } else {
      const auto& closing = std::get<close_socket>(wanted);
      closed_[closing.which] = closing.code;
    }
  }
}

std::vector<json::value> room_fixture::take(connection_id socket) {
  collect();
  std::vector<json::value> bodies;
  std::erase_if(heard_[socket], [&](const std::string& text) {
    const auto frame = json::parse(text);
    if (at(frame, "/type") != "msg") return false;
    bodies.push_back(at(frame, "/body"));
    return true;
  });
  return bodies;
}

std::vector<std::string> room_fixture::take_frames(connection_id socket) {
  collect();
  std::vector<std::string> frames;
  std::erase_if(heard_[socket], [&](const std::string& text) {
    if (at(json::parse(text), "/type") == "msg") return false;
    frames.push_back(text);
    return true;
  });
  return frames;
}

std::optional<std::uint16_t> room_fixture::closed(connection_id socket) {
  collect();
  const auto found = closed_.find(socket);
  return found == closed_.end() ? std::nullopt : std::optional{found->second};
}

void room_fixture::hang_up(connection_id socket, std::uint16_t code) {
  silence(socket);
  server.closed(socket, code);
  collect();
}

void room_fixture::pass(std::chrono::milliseconds time) {
  constexpr std::chrono::milliseconds beat{1'000};
  const auto end = clock.now() + time;
  auto next_beat = clock.now() + beat;
  while (clock.now() < end) {
    const auto due = server.next_deadline();
    clock.set(std::min({end, next_beat, due && *due > clock.now() ? *due : end}));
    server.advance();
    if (clock.now() < next_beat) continue;
    next_beat += beat;
    for (std::uint64_t socket = 1; socket <= last_; ++socket) {
      if (!silent_.contains(connection_id{socket}))
        server.received(connection_id{socket}, R"({"type":"heartbeat"})");
    }
  }
  collect();
}

room_fixture::guest room_fixture::join(std::string_view identity, std::string_view room) {
  return join_with(token(identity), identity, room);
}

room_fixture::guest room_fixture::join_to_watch(std::string_view identity, std::string_view room) {
  return join_with(token(identity, {}, false), identity, room);
}

room_fixture::guest room_fixture::join_with(const std::string& token, std::string_view identity,
                                            std::string_view room) {
  guest made{.socket = open(),
             .sid = {},
             .session = {},
             .connection = std::string{identity} + "-pc",
             .greeting = {}};
  const auto name = std::string{identity} + "-track";
  const json::array tracks{track(name, name)};
  send(made.socket, connect_body(token, room, tracks, offer(made.connection, 1)));
  auto bodies = take(made.socket);
  if (bodies.empty()) return made;
  made.greeting = std::move(bodies.front());
  if (at(made.greeting, "/type") != "connected") return made;
  made.sid = text_at(made.greeting, "/participant/sid");
  made.session = text_at(made.greeting, "/session");
  tracks_[made.session] = tracks;
  return made;
}

void room_fixture::publish(guest& from, json::array tracks) {
  tracks_[from.session] = std::move(tracks);
  ++from.revision;
  send(from.socket, {{"type", "update"},
                     {"version", 2},
                     {"session", from.session},
                     {"participant", {{"revision", from.revision}, {"tracks", tracks_[from.session]}}}});
}

void room_fixture::say(const guest& from, json::object peer_connection, arrival how) {
  send(from.socket,
       {{"type", "update"},
        {"version", 2},
        {"session", from.session},
        {"participant", {{"revision", from.revision}, {"tracks", tracks_[from.session]}}},
        {"peer_connections", json::array{std::move(peer_connection)}}},
       how);
}

void room_fixture::end_burst(const guest& from) {
  server.burst_over(from.socket);
  collect();
}

void room_fixture::resume(guest& back, json::array peer_connections) {
  const json::object body{{"type", "sync"},
                          {"version", 2},
                          {"session", back.session},
                          {"token", "not looked at"},
                          {"name", "any"},
                          {"participant", {{"revision", back.revision}, {"tracks", tracks_[back.session]}}},
                          {"peer_connections", std::move(peer_connections)}};
  back.socket = open_silent();
  frame(back.socket, hello(&body));
  take_frames(back.socket);
  auto bodies = take(back.socket);
  back.greeting = bodies.empty() ? json::value{} : std::move(bodies.front());
}

}  // namespace flex_video::rooms
