#include "testing/group_room.hpp"

#include "channels/data_channel.hpp"
#include "signalling/json_document.hpp"

#include <boost/json/serialize.hpp>
#include <gmock/gmock.h>

#include <algorithm>
#include <ranges>

namespace flex_video::rooms {
namespace {

namespace json = boost::json;

constexpr auto control = static_cast<std::uint32_t>(payload_protocol::control);

json::array list(const json::value& body, std::string_view path) {
  const auto found = at(body, path);
  return found.is_array() ? found.as_array() : json::array{};
}

std::span<const std::byte> bytes_of(std::string_view text) { return std::as_bytes(std::span{text}); }

/// The transport that an SDP of model_media's tells.
std::optional<transport_id> transport_of(std::string_view sdp) {
  constexpr std::string_view before = "a=ice-ufrag:ufrag";
  const auto found = sdp.find(before);
  if (found == std::string_view::npos) return std::nullopt;
  const std::string number{sdp.substr(found + before.size(), 9)};
  return transport_id{static_cast<std::uint32_t>(std::stoul(number))};
}

}  // namespace

void room_client::publish(const std::string& track, std::string_view kind, unsigned simulcast_layers) {
  tracks.push_back(rooms::track(track, track, kind));
  layers[track] = simulcast_layers;
  if (kind != "data")
    browser->publish(kind == "audio" ? media_kind::audio : media_kind::video, track, simulcast_layers);
}

void room_client::publish_to_browser() {
  for (const auto& track : std::exchange(tracks, {}))
    publish(text_at(track, "/id"), text_at(track, "/kind"), layers[text_at(track, "/id")]);
}

group_room::group_room(recording_archive* archive)
    : recordings(archive),
      room(rooms->server.open_room({.unique_name = "den", .terms = {.type = room_type::group}}).value()) {}

room_client& group_room::join(const std::string& identity, const json::object& wishes) {
  auto& made = clients.emplace_back(room_client{.identity = identity});
  made.connection = identity + "-pc";
  made.publish(identity + "-voice", "audio");
  made.publish(identity + "-camera", "video");
  enter(made, rooms->token(identity), wishes);
  return made;
}

room_client& group_room::watch(const std::string& identity) {
  auto& made = clients.emplace_back(room_client{.identity = identity});
  made.connection = identity + "-pc";
  made.browser->offer();
  enter(made, rooms->token(identity, {}, false), {});
  return made;
}

void group_room::enter(room_client& made, const std::string& token, const json::object& wishes) {
  made.socket = rooms->open();
  // Of what it has offered so far, the newest is what counts.
  while (made.browser->outgoing.size() > 1) made.browser->outgoing.pop_front();
  made.said = described(made, made.browser->outgoing.front());
  made.browser->outgoing.pop_front();
  auto body = connect_body(token, "den", made.tracks, made.said);
  for (const auto& [key, value] : wishes) body[key] = value;
  rooms->send(made.socket, body);
  settle();
}

json::object group_room::described(const room_client& by, const description& said) {
  const bool offer = said.type == description_type::offer;
  return {{"id", by.connection},
          {"description",
           {{"type", offer ? "offer" : "answer"},
            {"revision", said.revision},
            {"sdp", unescape_json(said.sdp)}}}};
}

void group_room::publish(room_client& by, const std::string& track, std::string_view kind, unsigned layers) {
  by.publish(track, kind, layers);
  update(by);
}

void group_room::unpublish(room_client& by, const std::string& track) {
  by.browser->unpublish(track);
  json::array left;
  for (const auto& each : by.tracks)
    if (text_at(each, "/id") != track) left.push_back(each);
  by.tracks = std::move(left);
  update(by);
}

void group_room::change(room_client& by, std::string_view track, std::string_view member,
                        const json::value& value) {
  for (auto& each : by.tracks)
    if (text_at(each, "/id") == track) each.as_object()[member] = value;
  update(by);
}

void group_room::update(room_client& by) {
  ++by.revision;
  say(by, {});
  settle();
}

void group_room::say(const room_client& by, json::array connections) {
  rooms->send(by.socket, {{"type", "update"},
                          {"version", 2},
                          {"session", by.session},
                          {"participant", {{"revision", by.revision}, {"tracks", by.tracks}}},
                          {"peer_connections", std::move(connections)}});
}

void group_room::leave(room_client& gone) {
  rooms->hang_up(gone.socket, 1001);
  clients.remove_if([&](const room_client& each) { return &each == &gone; });
  settle();
}

void group_room::lose(room_client& by) {
  rooms->hang_up(by.socket, 1006);
  settle();
}

void group_room::resume(room_client& by) {
  const json::object body{{"type", "sync"},
                          {"version", 2},
                          {"session", by.session},
                          {"token", "not looked at"},
                          {"name", "den"},
                          {"participant", {{"revision", by.revision}, {"tracks", by.tracks}}},
                          {"peer_connections", json::array{by.said}}};
  by.socket = rooms->open_silent();
  rooms->frame(by.socket, hello(&body));
  settle();
}

void group_room::restart() {
  rooms->server.drain();
  auto next = std::make_unique<room_fixture>(keeping_rooms(), &media, recordings);
  EXPECT_EQ(next->take_over(*rooms), 1u);
  next->random = rooms->random;  // which makes no SID twice
  rooms = std::move(next);
}

void group_room::settle() {
  for (bool quiet = false; !quiet;) {
    quiet = true;
    media.answer();
    for (auto& each : clients) {
      for (const auto& body : rooms->take(each.socket)) {
        quiet = false;
        take(each, body);
      }
      while (!each.browser->outgoing.empty()) {
        quiet = false;
        each.said = described(each, each.browser->outgoing.front());
        each.browser->outgoing.pop_front();
        say(each, {each.said});
      }
    }
  }
  for (const auto& each : clients)
    EXPECT_THAT(each.browser->complaints(), testing::IsEmpty()) << each.identity;
}

void group_room::pass(std::chrono::milliseconds time) {
  rooms->pass(time);
  settle();
}

void group_room::take(room_client& by, const json::value& body) {
  const auto type = text_at(body, "/type");
  if (type == "connected" || type == "synced") by.session = text_at(body, "/session");
  if (type == "connected" || type == "synced") by.present.clear();
  if (type == "connected") by.sid = text_at(body, "/participant/sid");
  if (type == "error") by.errors.push_back(at(body, "/code").as_int64());
  for (const auto& each : list(body, "/participants")) {
    by.seen.insert(text_at(each, "/identity"));
    if (text_at(each, "/state") == "disconnected")
      by.present.erase(text_at(each, "/identity"));
    else
      by.present.insert(text_at(each, "/identity"));
    for (const auto& track : list(each, "/tracks")) {
      names[text_at(track, "/sid")] = text_at(track, "/name");
      sids[text_at(track, "/name")] = text_at(track, "/sid");
    }
  }
  for (const auto& track : list(body, "/published/tracks"))
    if (at(track, "/sid").is_string()) sids[text_at(track, "/id")] = text_at(track, "/sid");
  if (const auto told = at(body, "/media_signaling"); told.is_object()) {
    for (const auto& [name, one] : told.as_object()) by.signalling[name] = text_at(one, "/transport/label");
  }
  if (at(body, "/recording").is_object()) {
    by.recorded = at(body, "/recording/is_recording").as_bool();
    const auto revision = at(body, "/recording/revision").as_int64();
    EXPECT_GE(revision, by.recording_revision) << by.identity << " would pass over it";
    by.recording_revision = revision;
  }
  if (at(body, "/subscribed").is_object()) {
    by.subscribed.clear();
    for (const auto& each : list(body, "/subscribed/tracks"))
      by.subscribed[text_at(each, "/id")] = names[text_at(each, "/sid")];
  }
  const auto states = list(body, "/peer_connections");
  const auto is_its = [&](const json::value& each) { return text_at(each, "/id") == by.connection; };
  // What is not in this list the SDK closes.
  if (type == "synced" && std::ranges::none_of(states, is_its))
    by.browser = std::make_unique<model_browser>();
  for (const auto& each : states) take_connection(by, each);
}

void group_room::take_connection(room_client& by, const json::value& state) {
  if (!at(state, "/description").is_object()) return;
  const auto type = text_at(state, "/description/type");
  const auto revision = static_cast<std::uint32_t>(at(state, "/description/revision").as_int64());
  if (type == "close") return by.closed.push_back(text_at(state, "/id"));
  if (type == "create-offer") {
    by.connection = text_at(state, "/id");
    by.browser = std::make_unique<model_browser>();
    by.browser->take({description_type::create_offer, revision, {}});
    by.publish_to_browser();
    while (by.browser->outgoing.size() > 1) by.browser->outgoing.pop_front();
    return;
  }
  if (const auto transport = transport_of(text_at(state, "/description/sdp"))) by.transport = *transport;
  const auto sdp = json::serialize(at(state, "/description/sdp"));
  by.browser->take({type == "offer" ? description_type::offer : description_type::answer, revision,
                    sdp.substr(1, sdp.size() - 2)});
}

std::vector<std::string> group_room::hears(const room_client& by) const {
  std::vector<std::string> tracks;
  for (const auto& id : by.browser->received()) {
    const auto known = by.subscribed.find(id);
    tracks.push_back(known == by.subscribed.end() ? "unknown " + id : known->second);
  }
  return tracks;
}

std::size_t group_room::forwarded() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(media.consumers, [](const auto& each) { return !each.second.settings.paused; }));
}

const model_media::consumer* group_room::consumer(const room_client& from, const room_client& to,
                                                  media_kind kind) const {
  const auto by = producer(from, kind);
  for (const auto& each : media.consumers | std::views::values)
    if (each.over == to.transport && by == each.settings.producer) return &each;
  return nullptr;
}

std::optional<producer_id> group_room::producer(const room_client& by, media_kind kind) const {
  for (const auto& [id, each] : media.producers)
    if (each.over == by.transport && each.kind == kind) return id;
  return std::nullopt;
}

void group_room::connect_data(const room_client& by) {
  media.tell(sctp_connected{by.transport});
  settle();
}

void group_room::open_channel(const room_client& by, std::uint16_t stream, std::string_view label,
                              const reliability& how) {
  const auto opening = write_channel_opening({.label = std::string{label}, .how = how});
  media.tell(data_received{.transport = by.transport, .stream = stream, .ppid = control, .bytes = opening});
  settle();
}

void group_room::send_data(const room_client& by, std::uint16_t stream, std::uint32_t ppid,
                           std::string_view bytes) {
  media.tell(
      data_received{.transport = by.transport, .stream = stream, .ppid = ppid, .bytes = bytes_of(bytes)});
  settle();
}

std::map<std::string, group_room::channel> group_room::channels(const room_client& of) const {
  std::map<std::string, channel> opened;
  std::map<std::uint16_t, std::string> labels;
  const auto& over = media.transports.at(of.transport);
  for (const auto& [stream, message] : over.data) {
    const auto colon = message.find(':');
    const auto opening = read_channel_opening(bytes_of(std::string_view{message}.substr(colon + 1)));
    if (message.starts_with("50:") && opening) {
      labels[stream] = opening->label;
      opened[opening->label] = {
          .stream = stream, .how = opening->how, .open = over.sent_streams.contains(stream)};
    } else if (labels.contains(stream)) {
      opened[labels[stream]].messages.push_back(message);
    }
  }
  return opened;
}

group_room::channel group_room::data_track(const room_client& of, const std::string& name) const {
  const auto all = channels(of);
  for (const auto& [id, track] : of.subscribed) {
    if (track == name && all.contains(id)) return all.at(id);
  }
  return {};
}

}  // namespace flex_video::rooms
