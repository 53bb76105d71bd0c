#include "signalling/json_document.hpp"
#include "signalling/signalling_errc.hpp"
#include "testing/model_browser.hpp"
#include "testing/model_media.hpp"
#include "testing/room_fixture.hpp"

#include <boost/json/serialize.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <list>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace flex_video::rooms {
namespace {

namespace json = boost::json;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::UnorderedElementsAre;

/// One who is, or wants to be, in the room: Twilio's SDK and its browser.
struct client {
  std::string identity;
  std::unique_ptr<model_browser> browser = std::make_unique<model_browser>();
  connection_id socket{};
  std::string session = {};
  std::string connection = {};
  int revision = 1;  ///< of what it publishes
  json::array tracks = {};
  std::map<std::string, std::string> subscribed = {};  ///< id to name
  std::vector<std::string> closed = {};                ///< connections
  std::vector<std::int64_t> errors = {};

  void publish(const std::string& track, std::string_view kind) {
    tracks.push_back(rooms::track(track, track, kind));
    if (kind != "data") browser->publish(kind == "audio" ? media_kind::audio : media_kind::video, track);
  }
};

/// A group room whose media is a model, and the clients in it.
struct group_room : testing::Test {
  group_room() {
    EXPECT_TRUE(rooms.server.open_room({.unique_name = "den", .terms = {.type = room_type::group}}));
  }

  client& join(const std::string& identity) {
    auto& made = clients.emplace_back(client{.identity = identity});
    made.connection = identity + "-pc";
    made.publish(identity + "-voice", "audio");
    made.publish(identity + "-camera", "video");
    made.socket = rooms.open();
    // Of what it has offered so far, the newest is what counts.
    while (made.browser->outgoing.size() > 1) made.browser->outgoing.pop_front();
    const auto offer = made.browser->outgoing.front();
    made.browser->outgoing.pop_front();
    rooms.send(made.socket, connect_body(rooms.token(identity), "den", made.tracks, described(made, offer)));
    settle();
    return made;
  }

  static json::object described(const client& by, const description& said) {
    const bool offer = said.type == description_type::offer;
    return {{"id", by.connection},
            {"description",
             {{"type", offer ? "offer" : "answer"},
              {"revision", said.revision},
              {"sdp", unescape_json(said.sdp)}}}};
  }

  void publish(client& by, const std::string& track, std::string_view kind) {
    by.publish(track, kind);
    update(by);
  }
  void unpublish(client& by, const std::string& track) {
    by.browser->unpublish(track);
    json::array left;
    for (const auto& each : by.tracks)
      if (text_at(each, "/id") != track) left.push_back(each);
    by.tracks = std::move(left);
    update(by);
  }
  void update(client& by) {
    ++by.revision;
    say(by, {});
    settle();
  }
  void say(const client& by, json::array connections) {
    rooms.send(by.socket, {{"type", "update"},
                           {"version", 2},
                           {"session", by.session},
                           {"participant", {{"revision", by.revision}, {"tracks", by.tracks}}},
                           {"peer_connections", std::move(connections)}});
  }
  void leave(client& gone) {
    rooms.hang_up(gone.socket, 1001);
    clients.remove_if([&](const client& each) { return &each == &gone; });
    settle();
  }

  /// Until nobody has anything to say.
  void settle() {
    for (bool quiet = false; !quiet;) {
      quiet = true;
      media.answer();
      for (auto& each : clients) {
        for (const auto& body : rooms.take(each.socket)) {
          quiet = false;
          take(each, body);
        }
        while (!each.browser->outgoing.empty()) {
          quiet = false;
          const auto said = each.browser->outgoing.front();
          each.browser->outgoing.pop_front();
          say(each, {described(each, said)});
        }
      }
    }
    for (const auto& each : clients) EXPECT_THAT(each.browser->complaints(), IsEmpty()) << each.identity;
  }

  void take(client& by, const json::value& body) {
    const auto type = text_at(body, "/type");
    if (type == "connected" || type == "synced") by.session = text_at(body, "/session");
    if (type == "error") by.errors.push_back(at(body, "/code").as_int64());
    for (const auto& each : list(body, "/participants"))
      for (const auto& track : list(each, "/tracks")) names[text_at(track, "/sid")] = text_at(track, "/name");
    if (at(body, "/subscribed").is_object()) {
      by.subscribed.clear();
      for (const auto& each : list(body, "/subscribed/tracks"))
        by.subscribed[text_at(each, "/id")] = names[text_at(each, "/sid")];
    }
    for (const auto& each : list(body, "/peer_connections")) take_connection(by, each);
  }

  static json::array list(const json::value& body, std::string_view path) {
    const auto found = at(body, path);
    return found.is_array() ? found.as_array() : json::array{};
  }

  void take_connection(client& by, const json::value& state) {
    if (!at(state, "/description").is_object()) return;
    const auto type = text_at(state, "/description/type");
    const auto revision = static_cast<std::uint32_t>(at(state, "/description/revision").as_int64());
    if (type == "close") return by.closed.push_back(text_at(state, "/id"));
    if (type == "create-offer") {
      by.connection = text_at(state, "/id");
      by.browser = std::make_unique<model_browser>();
      by.browser->take({description_type::create_offer, revision, {}});
      for (const auto& each : by.tracks) {
        const auto kind = text_at(each, "/kind");
        if (kind != "data")
          by.browser->publish(kind == "audio" ? media_kind::audio : media_kind::video, text_at(each, "/id"));
      }
      while (by.browser->outgoing.size() > 1) by.browser->outgoing.pop_front();
      return;
    }
    const auto sdp = json::serialize(at(state, "/description/sdp"));
    by.browser->take({type == "offer" ? description_type::offer : description_type::answer, revision,
                      sdp.substr(1, sdp.size() - 2)});
  }

  /// The tracks that come to that client: subscribed, in its description, and forwarded.
  std::vector<std::string> hears(const client& by) {
    std::vector<std::string> tracks;
    for (const auto& id : by.browser->received()) {
      const auto known = by.subscribed.find(id);
      tracks.push_back(known == by.subscribed.end() ? "unknown " + id : known->second);
    }
    return tracks;
  }
  std::size_t forwarded() const {
    return static_cast<std::size_t>(std::ranges::count_if(
        media.consumers, [](const auto& each) { return !each.second.settings.paused; }));
  }

  model_media media;
  room_fixture rooms{keeping_rooms(), &media};
  std::list<client> clients;
  std::map<std::string, std::string> names;  ///< by track sid
};

TEST_F(group_room, forwards_everybody_to_everybody_over_one_connection_each) {
  auto& alice = join("alice");
  EXPECT_THAT(hears(alice), IsEmpty());
  EXPECT_THAT(media.producers, SizeIs(2));
  auto& bob = join("bob");
  auto& carol = join("carol");
  EXPECT_THAT(media.transports, SizeIs(3));
  for (const auto& [id, transport] : media.transports) EXPECT_TRUE(transport.connected);
  EXPECT_THAT(hears(alice), UnorderedElementsAre("bob-voice", "bob-camera", "carol-voice", "carol-camera"));
  EXPECT_THAT(hears(bob), UnorderedElementsAre("alice-voice", "alice-camera", "carol-voice", "carol-camera"));
  EXPECT_THAT(hears(carol), UnorderedElementsAre("alice-voice", "alice-camera", "bob-voice", "bob-camera"));
  EXPECT_EQ(forwarded(), 12u);
}

TEST_F(group_room, follows_what_is_published) {
  auto& alice = join("alice");
  auto& bob = join("bob");
  unpublish(alice, "alice-camera");
  EXPECT_THAT(hears(bob), UnorderedElementsAre("alice-voice"));
  EXPECT_THAT(media.producers, SizeIs(3));
  const auto sections = bob.browser->sections();
  for (int i = 0; i < 10; ++i) {
    const auto screen = "screen" + std::to_string(i);
    publish(alice, screen, "video");
    EXPECT_THAT(hears(bob), UnorderedElementsAre("alice-voice", screen));
    unpublish(alice, screen);
    EXPECT_THAT(hears(bob), UnorderedElementsAre("alice-voice"));
  }
  EXPECT_EQ(bob.browser->sections(), sections) << "a section that is free is used again";
  EXPECT_EQ(forwarded(), 3u);
}

TEST_F(group_room, goes_on_when_somebody_leaves) {
  auto& alice = join("alice");
  auto& bob = join("bob");
  leave(alice);
  EXPECT_THAT(hears(bob), IsEmpty());
  EXPECT_THAT(bob.subscribed, IsEmpty());
  EXPECT_THAT(media.transports, SizeIs(1));
  auto& carol = join("carol");
  EXPECT_THAT(hears(carol), UnorderedElementsAre("bob-voice", "bob-camera"));
  EXPECT_THAT(hears(bob), UnorderedElementsAre("carol-voice", "carol-camera"));
  leave(bob);
  leave(carol);
  EXPECT_EQ(media.routers, 0) << "an empty room holds no router";
}

TEST_F(group_room, moves_to_another_worker_when_its_own_is_gone) {
  auto& alice = join("alice");
  auto& bob = join("bob");
  media.tell(router_lost{});
  EXPECT_EQ(media.routers, 2) << "the lost one may still be telling";
  settle();
  for (auto* each : {&alice, &bob}) {
    EXPECT_THAT(each->closed, ElementsAre(each->identity + "-pc"));
    EXPECT_NE(each->connection, each->identity + "-pc");
  }
  EXPECT_THAT(hears(alice), UnorderedElementsAre("bob-voice", "bob-camera"));
  EXPECT_THAT(hears(bob), UnorderedElementsAre("alice-voice", "alice-camera"));
}

TEST_F(group_room, asks_whose_media_is_lost_for_a_new_connection) {
  auto& alice = join("alice");
  const auto lost = media.transports.begin()->first;
  auto& bob = join("bob");
  media.tell(transport_broken{lost});
  settle();
  EXPECT_THAT(alice.closed, ElementsAre("alice-pc"));
  EXPECT_THAT(bob.closed, IsEmpty());
  EXPECT_THAT(media.transports, SizeIs(2));
  EXPECT_FALSE(media.transports.contains(lost));
  EXPECT_THAT(hears(alice), UnorderedElementsAre("bob-voice", "bob-camera"));
  EXPECT_THAT(hears(bob), UnorderedElementsAre("alice-voice", "alice-camera"));
  media.tell(transport_broken{lost});
  settle();
  EXPECT_THAT(alice.closed, SizeIs(1)) << "what is told of a connection that was replaced says nothing new";
}

TEST_F(group_room, waits_for_a_worker_if_there_is_none_to_move_to) {
  auto& alice = join("alice");
  auto& bob = join("bob");
  media.busy = true;
  media.tell(router_lost{});
  settle();
  EXPECT_THAT(alice.closed, SizeIs(1));
  EXPECT_THAT(hears(alice), Not(Contains("bob-voice")));
  rooms.pass(std::chrono::seconds{5});
  settle();
  media.busy = false;
  rooms.pass(std::chrono::seconds{1});
  settle();
  EXPECT_THAT(hears(alice), UnorderedElementsAre("bob-voice", "bob-camera"));
  EXPECT_THAT(hears(bob), UnorderedElementsAre("alice-voice", "alice-camera"));
}

TEST_F(group_room, refuses_who_can_t_be_carried) {
  media.busy = true;
  EXPECT_THAT(join("alice").errors, ElementsAre(static_cast<int>(signalling_errc::server_busy)));
}

TEST_F(group_room, restarts_ice_on_the_same_connection) {
  auto& alice = join("alice");
  auto& bob = join("bob");
  alice.browser->restart_ice();
  settle();
  EXPECT_THAT(alice.closed, IsEmpty());
  EXPECT_THAT(hears(alice), UnorderedElementsAre("bob-voice", "bob-camera"));
  EXPECT_THAT(hears(bob), UnorderedElementsAre("alice-voice", "alice-camera"));
}

TEST_F(group_room, gives_a_new_connection_to_who_says_nonsense) {
  auto& alice = join("alice");
  auto& bob = join("bob");
  say(alice, {described(alice, {description_type::offer, 1'000, "nonsense"})});
  settle();
  EXPECT_THAT(alice.closed, ElementsAre("alice-pc"));
  EXPECT_THAT(hears(alice), UnorderedElementsAre("bob-voice", "bob-camera"));
  EXPECT_THAT(hears(bob), UnorderedElementsAre("alice-voice", "alice-camera"));
}

}  // namespace
}  // namespace flex_video::rooms
