#include "signalling/signalling_errc.hpp"
#include "testing/group_room.hpp"

#include <gmock/gmock.h>

// Who gets what in a group room.

namespace flex_video::rooms {
namespace {

namespace json = boost::json;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

constexpr bool include = true, exclude = false;

json::object subscribing(json::array rules) {
  return {{"subscribe", {{"rules", std::move(rules)}, {"revision", 1}}}};
}
const json::object everything{{"type", "include"}, {"all", true}};
const json::object nothing{{"type", "exclude"}, {"all", true}};

struct forwarding_rules : group_room {
  void set_rules(const room_client& to, std::vector<track_rule> rules) {
    rooms->server.subscribe_by(room.sid, *twilio::participant_sid::parse(to.sid), rules);
    settle();
  }
  room_client& alice = join("alice");
};

TEST_F(forwarding_rules, are_those_a_client_comes_with) {
  EXPECT_THAT(hears(join("bob", subscribing({nothing}))), IsEmpty());
  EXPECT_THAT(hears(join("carol", subscribing({{{"type", "include"}, {"kind", "audio"}}}))),
              UnorderedElementsAre("alice-voice", "bob-voice"));
  EXPECT_THAT(hears(join("dave", subscribing({everything,
                                              {{"type", "exclude"}, {"publisher", "alice"}},
                                              {{"type", "exclude"}, {"track", "carol-camera"}}}))),
              UnorderedElementsAre("bob-voice", "bob-camera", "carol-voice"));
  EXPECT_THAT(hears(alice), UnorderedElementsAre("bob-voice", "bob-camera", "carol-voice", "carol-camera",
                                                 "dave-voice", "dave-camera"));
}

TEST_F(forwarding_rules, take_effect_at_once_when_they_change) {
  auto& bob = join("bob");
  const auto sections = bob.browser->sections();
  for (int i = 0; i < 5; ++i) {
    set_rules(bob, {{.include = include, .kind = track_kind::audio}});
    EXPECT_THAT(hears(bob), ElementsAre("alice-voice"));
    EXPECT_EQ(consumer(alice, bob), nullptr) << "nor is it sent";
    set_rules(bob, {{.include = include}});
    EXPECT_THAT(hears(bob), UnorderedElementsAre("alice-voice", "alice-camera"));
  }
  EXPECT_EQ(bob.browser->sections(), sections);
  EXPECT_EQ(forwarded(), 4u);
}

TEST_F(forwarding_rules, hold_for_who_comes_later) {
  auto& bob = join("bob");
  set_rules(bob, {{.include = include}, {.include = exclude, .publisher = "supervisor:sue"}});
  auto& sue = join("supervisor:sue");
  EXPECT_THAT(hears(bob), UnorderedElementsAre("alice-voice", "alice-camera"));
  EXPECT_THAT(hears(alice), Contains("supervisor:sue-voice"));
  EXPECT_THAT(hears(sue), Contains("bob-voice"));
}

TEST_F(forwarding_rules, follow_a_priority) {
  auto& bob = join("bob", subscribing({{{"type", "include"}, {"priority", "high"}}}));
  EXPECT_THAT(hears(bob), IsEmpty());
  change(alice, "alice-camera", "priority", "high");
  EXPECT_THAT(hears(bob), ElementsAre("alice-camera"));
  change(alice, "alice-camera", "priority", "low");
  EXPECT_THAT(hears(bob), IsEmpty());
}

TEST_F(forwarding_rules, are_for_data_tracks_too) {
  auto& bob = join("bob");
  for (const auto* each : {&alice, &bob}) connect_data(*each);
  publish(alice, "chat", "data");
  open_channel(alice, 0, "chat");
  const auto stream = data_track(bob, "chat").stream;
  set_rules(bob, {{.include = include}, {.include = exclude, .kind = track_kind::data}});
  EXPECT_FALSE(media.transports.at(bob.transport).sent_streams.contains(stream));
  send_data(alice, 0, 51, "not for bob");
  for (const auto& [label, each] : channels(bob)) EXPECT_THAT(each.messages, IsEmpty()) << label;
  set_rules(bob, {{.include = include}});
  send_data(alice, 0, 51, "for bob");
  EXPECT_THAT(data_track(bob, "chat").messages, ElementsAre("51:for bob"));
}

TEST_F(forwarding_rules, outlast_the_server) {
  auto& bob = join("bob");
  set_rules(bob, {{.include = include, .kind = track_kind::audio}});
  restart();
  resume(alice);
  resume(bob);
  EXPECT_THAT(hears(bob), ElementsAre("alice-voice"));
}

TEST_F(forwarding_rules, of_nobody_are_ignored) {
  set_rules(room_client{.identity = "x", .sid = "PA" + std::string(32, '0')}, {{.include = exclude}});
  auto& bob = join("bob");
  EXPECT_THAT(hears(bob), UnorderedElementsAre("alice-voice", "alice-camera"));
}

/// Alice and a customer, and a supervisor who is for nobody to hear before she comes.
struct audiences_of_a_group : group_room {
  audiences_of_a_group() {
    set({{.publisher = "supervisor", .receivers = {}}});
    supervisor = &join("supervisor");
  }
  void set(const std::vector<core::audience>& audiences) {
    EXPECT_TRUE(rooms->server.set_audiences(room.sid, audiences));
    settle();
  }
  room_client& agent = join("agent");
  room_client& customer = join("customer");
  room_client* supervisor = nullptr;
};

TEST_F(audiences_of_a_group, hide_who_is_for_nobody) {
  EXPECT_THAT(hears(*supervisor),
              UnorderedElementsAre("agent-voice", "agent-camera", "customer-voice", "customer-camera"));
  auto& late = join("late");
  lose(agent);
  resume(agent);
  lose(*supervisor);
  resume(*supervisor);
  change(*supervisor, "supervisor-voice", "enabled", false);
  for (const auto* each : {&agent, &customer, &late}) {
    EXPECT_THAT(each->seen, Not(Contains("supervisor")));
    EXPECT_THAT(hears(*each), Not(Contains("supervisor-voice")));
  }
  leave(*supervisor);
  EXPECT_THAT(customer.seen, Not(Contains("supervisor")));
}

TEST_F(audiences_of_a_group, are_whispered_to_joined_and_taken_over) {
  set({{.publisher = "supervisor", .receivers = {"agent"}}});
  EXPECT_THAT(hears(agent), UnorderedElementsAre("customer-voice", "customer-camera", "supervisor-voice",
                                                 "supervisor-camera"));
  EXPECT_THAT(hears(customer), UnorderedElementsAre("agent-voice", "agent-camera"));
  EXPECT_THAT(customer.seen, Not(Contains("supervisor")));
  set({});
  EXPECT_THAT(hears(customer),
              UnorderedElementsAre("agent-voice", "agent-camera", "supervisor-voice", "supervisor-camera"));
  set({{.publisher = "agent", .receivers = {"supervisor"}}});
  EXPECT_THAT(hears(customer), UnorderedElementsAre("supervisor-voice", "supervisor-camera"));
  EXPECT_THAT(customer.present, ElementsAre("supervisor"));
  EXPECT_THAT(hears(*supervisor), Contains("agent-voice"));
  EXPECT_THAT(hears(agent), Contains("customer-voice"));
  set({{.publisher = "supervisor", .receivers = {}}});
  EXPECT_THAT(customer.present, ElementsAre("agent"));
  EXPECT_THAT(agent.present, ElementsAre("customer"));
  EXPECT_THAT(hears(customer), UnorderedElementsAre("agent-voice", "agent-camera"));
}

TEST_F(audiences_of_a_group, are_for_data_tracks_too) {
  for (const auto* each : {&agent, &customer, supervisor}) connect_data(*each);
  set({{.publisher = "supervisor", .receivers = {"agent"}}});
  publish(*supervisor, "chat", "data");
  open_channel(*supervisor, 0, "chat");
  send_data(*supervisor, 0, 51, "psst");
  EXPECT_THAT(data_track(agent, "chat").messages, ElementsAre("51:psst"));
  for (const auto& [label, each] : channels(customer)) EXPECT_THAT(each.messages, IsEmpty()) << label;
}

TEST_F(audiences_of_a_group, outlast_the_server) {
  restart();
  for (auto* each : {&agent, &customer, supervisor}) resume(*each);
  for (const auto* each : {&agent, &customer}) EXPECT_THAT(each->present, Not(Contains("supervisor")));
  EXPECT_THAT(hears(customer), UnorderedElementsAre("agent-voice", "agent-camera"));
  EXPECT_THAT(hears(*supervisor), Contains("customer-voice"));
}

struct watching_a_group : group_room {
  room_client& alice = join("alice");
  room_client& bob = join("bob");
  room_client& sue = watch("supervisor:sue");
};

TEST_F(watching_a_group, sees_and_hears_everybody) {
  EXPECT_THAT(sue.errors, IsEmpty());
  EXPECT_THAT(hears(sue), UnorderedElementsAre("alice-voice", "alice-camera", "bob-voice", "bob-camera"));
}

TEST_F(watching_a_group, nobody_hears_of_who_may_publish_nothing) {
  auto& carol = join("carol");
  for (const auto* each : {&alice, &bob, &carol}) {
    EXPECT_THAT(each->seen, Not(Contains("supervisor:sue")));
    EXPECT_THAT(each->seen, Contains(each == &alice ? "bob" : "alice"));
  }
  lose(sue);
  resume(sue);
  leave(sue);
  for (const auto* each : {&alice, &bob, &carol}) EXPECT_THAT(each->seen, Not(Contains("supervisor:sue")));
  EXPECT_THAT(hears(carol), UnorderedElementsAre("alice-voice", "alice-camera", "bob-voice", "bob-camera"));
}

TEST_F(watching_a_group, publishes_nothing) {
  connect_data(alice);
  connect_data(sue);
  sue.tracks.push_back(track("chat", "chat", "data"));
  change(sue, "chat", "enabled", true);
  open_channel(sue, 0, "chat");
  send_data(sue, 0, 51, "psst");
  EXPECT_THAT(hears(alice), UnorderedElementsAre("bob-voice", "bob-camera"));
  for (const auto& [label, each] : channels(alice)) EXPECT_THAT(each.messages, IsEmpty()) << label;
  EXPECT_THAT(alice.seen, Not(Contains("supervisor:sue")));
}

TEST_F(watching_a_group, is_dropped_for_sending_media) {
  publish(sue, "voice", "audio");
  EXPECT_THAT(sue.errors, ElementsAre(static_cast<int>(signalling_errc::message_invalid)));
  EXPECT_THAT(media.transports, testing::SizeIs(2));
}

}  // namespace
}  // namespace flex_video::rooms
