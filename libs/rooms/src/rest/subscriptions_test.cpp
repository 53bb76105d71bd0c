#include "rest/rooms_api.hpp"
#include "testing/group_room.hpp"

#include <boost/json/serialize.hpp>
#include <gmock/gmock.h>

// What REST says and changes of who gets what in a group room.

namespace flex_video::rooms {
namespace {

namespace json = boost::json;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

struct subscriptions : group_room {
  subscriptions() { rooms->server.watch(records); }

  rest_result<rest_answer> ask(std::string method, std::string below, twilio::form form = {}) {
    auto answer = api.answer({.method = std::move(method),
                              .path = {"den", "Participants", "bob", std::move(below)},
                              .query = {},
                              .body = std::move(form)});
    settle();
    return answer;
  }
  std::vector<std::string> subscribed() {
    std::vector<std::string> tracks;
    const auto answer = ask("GET", "SubscribedTracks").value().body;
    for (const auto& each : answer.at("subscribed_tracks").as_array())
      tracks.emplace_back(text_at(each, "/name"));
    return tracks;
  }
  std::string rules() { return json::serialize(ask("GET", "SubscribeRules").value().body.at("rules")); }

  std::shared_ptr<room_register> records =
      std::make_shared<room_register>(register_limits{}, rooms->clock, nullptr);
  room_json written{*twilio::account_sid::parse("AC" + std::string(32, '1')), "http://here", 16};
  rooms_api api{rooms->server, *records, written, limits{}};
  room_client& alice = join("alice");
};

TEST_F(subscriptions, are_told_with_the_rules_that_the_client_came_with) {
  auto& bob = join(
      "bob",
      {{"subscribe",
        {{"rules", {{{"type", "include"}, {"kind", "audio"}, {"publisher", "alice"}}}}, {"revision", 1}}}});
  EXPECT_THAT(hears(bob), ElementsAre("alice-voice"));
  EXPECT_THAT(subscribed(), ElementsAre("alice-voice"));
  EXPECT_EQ(rules(), R"([{"type":"include","all":null,"publisher":"alice","track":null,"kind":"audio"}])");
}

TEST_F(subscriptions, change_with_the_rules) {
  auto& bob = join("bob");
  EXPECT_THAT(subscribed(), UnorderedElementsAre("alice-voice", "alice-camera"));
  EXPECT_EQ(rules(), R"([{"type":"include","all":true,"publisher":null,"track":null,"kind":null}])");
  const auto answer = ask("POST", "SubscribeRules", {{"Rules", R"([{"type":"include","all":"true"},
      {"type":"exclude","track":")" + sid_of("alice-camera") + R"("}])"}});
  EXPECT_EQ(answer.value().status, 202u);
  EXPECT_THAT(hears(bob), ElementsAre("alice-voice"));
  EXPECT_THAT(subscribed(), ElementsAre("alice-voice"));
  EXPECT_EQ(answer->body.at("rules").as_array().size(), 2u);
  (void)ask("POST", "SubscribeRules", {{"Rules", R"([{"type":"exclude","all":true}])"}});
  EXPECT_THAT(hears(bob), IsEmpty());
  EXPECT_THAT(subscribed(), IsEmpty());
}

TEST_F(subscriptions, stay_as_they_are_when_the_rules_are_refused) {
  auto& bob = join("bob");
  const auto before = rules();
  for (const auto* bad : {"", "[]", "nonsense", R"([{"type":"include"}])",
                          R"([{"type":"include","kind":"smell"}])", R"([{"type":"exclude","all":false}])"}) {
    const auto refused = ask("POST", "SubscribeRules", {{"Rules", bad}});
    ASSERT_FALSE(refused) << bad;
    EXPECT_EQ(refused.error().code, 53215);
    EXPECT_EQ(refused.error().status, 400);
  }
  EXPECT_EQ(rules(), before);
  EXPECT_THAT(hears(bob), UnorderedElementsAre("alice-voice", "alice-camera"));
}

}  // namespace
}  // namespace flex_video::rooms
