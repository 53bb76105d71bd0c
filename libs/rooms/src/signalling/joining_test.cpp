#include "testing/room_fixture.hpp"

#include <boost/json/parse.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

namespace json = boost::json;
using testing::ElementsAre;
using testing::IsEmpty;

struct joining : testing::Test, room_fixture {
  core::room room = server.create_room({.unique_name = "r1", .max_participants = 0}).value();

  json::object connect_with(std::string_view token, std::string_view name) {
    return connect_body(token, name, {}, offer("pc-" + std::to_string(++connections), 1));
  }
  /// The error code that a connect with this token gets, or 0 when it is let in.
  std::int64_t code(std::string_view token, std::string_view name) {
    const auto socket = open();
    send(socket, connect_with(token, name));
    const auto bodies = take(socket);
    const auto code = bodies.empty() ? json::value{-1} : at(bodies.front(), "/code");
    return code.is_null() ? 0 : code.as_int64();
  }
  int connections = 0;
};

TEST_F(joining, is_told_its_ice_servers_for_a_good_token) {
  const json::object ice{{"type", "ice"}, {"version", 1}, {"edge", "roaming"}, {"token", token("alice")}};
  const auto socket = open_silent();
  frame(socket, hello(&ice));
  EXPECT_EQ(take_frames(socket).size(), 1u);
  const auto bodies = take(socket);
  ASSERT_EQ(bodies.size(), 1u);
  EXPECT_EQ(bodies[0], json::parse(R"({"type":"iced","version":1,"ice_servers":[]})"));
}

TEST_F(joining, greets_the_first_with_an_empty_room) {
  const auto alice = join("alice", "r1");
  EXPECT_EQ(at(alice.greeting, "/type"), "connected");
  EXPECT_EQ(at(alice.greeting, "/sid"), json::string{room.sid.str()});
  EXPECT_EQ(at(alice.greeting, "/name"), "r1");
  EXPECT_EQ(at(alice.greeting, "/participant/identity"), "alice");
  EXPECT_EQ(at(alice.greeting, "/participants"), json::array{});
  EXPECT_EQ(at(alice.greeting, "/published/tracks/0/state"), "ready");
  EXPECT_EQ(at(alice.greeting, "/subscribed/tracks"), json::array{});
  EXPECT_EQ(at(alice.greeting, "/peer_connections"), json::array{});
  EXPECT_EQ(at(alice.greeting, "/options/session_timeout"), 30);
}

TEST_F(joining, gives_the_offer_of_who_waits_to_who_comes) {
  const auto alice = join("alice", "r1");
  say(alice, candidates(alice.connection, 1, {"a"}));
  say(alice, candidates(alice.connection, 2, {"a", "b"}, true));
  const auto bob = join("bob", room.sid.text());
  const auto heard = take(alice.socket);
  ASSERT_EQ(heard.size(), 1u);
  EXPECT_EQ(at(heard[0], "/participants/0/identity"), "bob");
  EXPECT_EQ(at(heard[0], "/participants/0/tracks/0/id"), "bob-track");
  EXPECT_EQ(at(heard[0], "/subscribed/tracks/0/id"), "bob-track");
  EXPECT_EQ(at(heard[0], "/subscribed/tracks/0/sid"), at(heard[0], "/participants/0/tracks/0/sid"));
  EXPECT_TRUE(at(heard[0], "/peer_connections").is_null()) << "the answer comes later";
  EXPECT_EQ(at(bob.greeting, "/participants/0/sid"), json::string{alice.sid});
  EXPECT_EQ(at(bob.greeting, "/subscribed/tracks/0/id"), "alice-track");
  auto waiting = offer("alice-pc", 1);
  waiting["ice"] = candidates("alice-pc", 1, {"a", "b"}, true)["ice"];
  EXPECT_EQ(
      at(bob.greeting, "/peer_connections"),
      (json::array{waiting, {{"id", "bob-pc"}, {"description", {{"type", "close"}, {"revision", 2}}}}}));
  say(bob, answer("alice-pc", 1));
  EXPECT_EQ(at(take(alice.socket).at(0), "/peer_connections"), json::array{answer("alice-pc", 1)});
}

TEST_F(joining, gives_its_own_offer_to_who_has_none_waiting_any_more) {
  auto alice = join("alice", "r1");
  hang_up(alice.socket, 1006);
  resume(alice, {offer(alice.connection, 1)});
  const auto bob = join("bob", "r1");
  EXPECT_EQ(at(bob.greeting, "/peer_connections"), json::array{}) << "she may be on another network now";
  EXPECT_EQ(at(take(alice.socket).at(0), "/peer_connections"),
            (json::array{{{"id", "alice-pc"}, {"description", {{"type", "close"}, {"revision", 2}}}},
                         offer("bob-pc", 1)}));
}

TEST_F(joining, asks_the_third_for_a_second_offer) {
  const auto alice = join("alice", "r1"), bob = join("bob", "r1");
  take(alice.socket);
  const auto carol = join("carol", "r1");
  EXPECT_EQ(at(carol.greeting, "/participants").as_array().size(), 2u);
  const auto asked = at(carol.greeting, "/peer_connections").as_array();
  ASSERT_EQ(asked.size(), 1u);
  EXPECT_EQ(at(asked[0], "/description"), json::parse(R"({"type":"create-offer","revision":1})"));
  EXPECT_EQ(at(take(alice.socket).at(0), "/peer_connections/0/id"), "carol-pc");
  EXPECT_TRUE(at(take(bob.socket).at(0), "/peer_connections").is_null()) << "its offer comes later";
  const auto id = text_at(asked[0], "/id");
  say(carol, offer(id, 2));
  EXPECT_EQ(at(take(bob.socket).at(0), "/peer_connections"), json::array{offer(id, 2)});
}

TEST_F(joining, three_at_the_same_instant_are_all_paired) {
  // None has seen a word of the server when the others join.
  const connection_id sockets[]{open(), open(), open()};
  const std::string names[]{"alice", "bob", "carol"};
  for (int i = 0; i < 3; ++i)
    send(sockets[i], connect_body(token(names[i]), "r1", {}, offer(names[i] + "-pc", 1)));
  const auto alice = take(sockets[0]), bob = take(sockets[1]), carol = take(sockets[2]);
  ASSERT_EQ(alice.size(), 3u);
  EXPECT_TRUE(at(alice[1], "/peer_connections").is_null());
  EXPECT_EQ(at(alice[2], "/peer_connections/0/id"), "carol-pc");
  ASSERT_EQ(bob.size(), 2u);
  EXPECT_EQ(at(bob[0], "/peer_connections/0/id"), "alice-pc");
  EXPECT_EQ(at(bob[1], "/participants/0/identity"), "carol");
  ASSERT_EQ(carol.size(), 1u);
  EXPECT_EQ(at(carol[0], "/peer_connections").as_array().size(), 1u);
}

TEST_F(joining, takes_a_token_for_the_name_or_the_sid_of_the_room) {
  EXPECT_EQ(code(token("a"), "r1"), 0);
  EXPECT_EQ(code(token("b", "r1"), room.sid.text()), 0);
  EXPECT_EQ(code(token("c", room.sid.str()), "r1"), 0);
  EXPECT_EQ(code(token("d", "r2"), "r1"), 20106);
  EXPECT_EQ(code(token("e", "r2"), "r3"), 20106) << "whether r3 exists is none of its business";
}

TEST_F(joining, takes_the_room_from_the_token_when_no_name_is_given) {
  const auto socket = open();
  auto body = connect_with(token("alice", "r1"), "");
  body["name"] = nullptr;
  send(socket, body);
  EXPECT_EQ(at(take(socket).at(0), "/name"), "r1");
}

TEST_F(joining, refuses_bad_tokens_with_their_codes) {
  EXPECT_EQ(code("nonsense", "r1"), 20101);
  const auto with = [&](const twilio::credentials& credentials) {
    return twilio::access_token_issuer{credentials}.issue(
        {.identity = "a",
         .room = {},
         .issued_at = clock.now(),
         .expires_at = clock.now() + std::chrono::minutes{5},
         .not_before = {}});
  };
  EXPECT_EQ(code(with(test_credentials("another secret")), "r1"), 20107);
  auto other_key = test_credentials();
  other_key.api_key = *twilio::api_key_sid::parse("SK" + std::string(32, '9'));
  EXPECT_EQ(code(with(other_key), "r1"), 20103);
  const auto good = token("a");
  pass(std::chrono::minutes{6});
  EXPECT_EQ(code(good, "r1"), 20104);
  EXPECT_EQ(code(twilio::access_token_issuer{test_credentials()}.issue(
                     {.identity = "a",
                      .room = {},
                      .issued_at = clock.now(),
                      .expires_at = clock.now() + std::chrono::hours{1},
                      .not_before = clock.now() + std::chrono::minutes{30}}),
                 "r1"),
            20105);
}

TEST_F(joining, refuses_a_bad_token_at_the_ice_request_too) {
  const auto socket = open();
  send(socket, {{"type", "ice"}, {"token", "nonsense"}});
  EXPECT_EQ(at(take(socket).at(0), "/code"), 20101);
}

TEST_F(joining, knows_unknown_rooms_from_ended_ones) {
  EXPECT_EQ(code(token("a"), "r2"), 53106);
  EXPECT_EQ(code(token("a"), "RM" + std::string(32, '0')), 53106);
  ASSERT_TRUE(server.complete_room(room.sid));
  EXPECT_EQ(code(token("a"), room.sid.text()), 53118);
  EXPECT_EQ(code(token("a"), "r1"), 53106);
}

TEST_F(joining, without_any_name_there_is_no_room) {
  const auto socket = open();
  auto body = connect_with(token("alice"), "");
  body.erase("name");
  send(socket, body);
  EXPECT_EQ(at(take(socket).at(0), "/code"), 53106);
}

TEST_F(joining, refuses_one_more_than_the_room_was_made_for) {
  const auto small = server.create_room({.unique_name = "small", .max_participants = 1}).value();
  join("alice", "small");
  EXPECT_EQ(code(token("bob"), "small"), 53105);
  EXPECT_EQ(code(token("alice"), "small"), 0) << "takes its own place";
}

TEST_F(joining, the_same_identity_replaces_the_older_one) {
  const auto bob = join("bob", "r1"), old = join("alice", "r1");
  take(bob.socket);
  const auto fresh = join("alice", "r1");
  EXPECT_EQ(at(take(old.socket).at(0), "/code"), 53205);
  EXPECT_FALSE(closed(old.socket)) << "its client hangs up";
  const auto heard = take(bob.socket);
  ASSERT_EQ(heard.size(), 2u);
  EXPECT_EQ(at(heard[0], "/participants/0/state"), "disconnected");
  EXPECT_EQ(at(heard[0], "/participants/0/sid"), json::string{old.sid});
  EXPECT_EQ(at(heard[1], "/participants/0/sid"), json::string{fresh.sid});
  EXPECT_NE(old.sid, fresh.sid);
  hang_up(old.socket, 1000);
  EXPECT_THAT(take(bob.socket), IsEmpty()) << "the old socket is nobody's";
}

TEST_F(joining, reports_who_is_in) {
  join("alice", "r1");
  join("alice", "r1");
  EXPECT_THAT(events, ElementsAre(room_event{participant_connected{room.sid, "alice"}},
                                  room_event{participant_disconnected{room.sid, "alice"}},
                                  room_event{participant_connected{room.sid, "alice"}}));
}

TEST_F(joining, a_second_connect_on_one_socket_is_a_violation) {
  auto alice = join("alice", "r1");
  send(alice.socket, connect_with(token("alice2"), "r1"));
  EXPECT_EQ(at(take(alice.socket).at(0), "/code"), 53004);
  EXPECT_EQ(closed(alice.socket), 1002);
}

TEST_F(joining, a_connection_id_of_somebody_else_is_a_violation) {
  const auto bob = join("bob", "r1");
  join("alice", "r1");
  const auto socket = open();
  send(socket, connect_body(token("mallory"), "r1", {}, offer(bob.connection, 1)));
  EXPECT_EQ(closed(socket), 1002);
  EXPECT_FALSE(closed(bob.socket));
}

TEST_F(joining, an_ad_hoc_room_is_made_by_name_and_ends_when_empty) {
  room_server_options options;
  options.ad_hoc_rooms = true;
  room_fixture free{options};
  const auto alice = free.join("alice", "new");
  EXPECT_EQ(at(alice.greeting, "/name"), "new");
  free.join("alice", "new");
  EXPECT_EQ(free.events.size(), 3u) << "replacing the only one does not end it";
  const auto bob = free.join("bob", "RM" + std::string(32, '0'));
  EXPECT_EQ(at(bob.greeting, "/code"), 53106) << "nobody can choose a SID";
  const auto again = free.join("alice", "new");
  free.send(again.socket, {{"type", "disconnect"}, {"version", 2}, {"session", again.session}});
  ASSERT_TRUE(std::holds_alternative<room_ended>(free.events.back()));
}

TEST_F(joining, an_ad_hoc_room_without_a_name_is_named_by_its_sid) {
  room_server_options options;
  options.ad_hoc_rooms = true;
  room_fixture free{options};
  const auto socket = free.open();
  auto body = connect_body(free.token("alice"), "", {}, offer("pc", 1));
  body["name"] = nullptr;
  free.send(socket, body);
  const auto greeting = free.take(socket).at(0);
  EXPECT_EQ(at(greeting, "/name"), at(greeting, "/sid"));
}

TEST_F(joining, creating_a_room_twice_gives_the_same_one) {
  EXPECT_EQ(server.create_room({.unique_name = "r1", .max_participants = 4})->sid, room.sid);
  ASSERT_TRUE(server.complete_room(room.sid));
  EXPECT_NE(server.create_room({.unique_name = "r1", .max_participants = 4})->sid, room.sid);
}

}  // namespace
}  // namespace flex_video::rooms
