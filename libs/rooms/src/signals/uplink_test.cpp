#include "decisions/publisher_hints.hpp"
#include "testing/signals_room.hpp"

#include <boost/json/serialize.hpp>
#include <gmock/gmock.h>

// What publishers are asked to send.

namespace flex_video::rooms {
namespace {

namespace json = boost::json;
using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using enum media_channel;

json::object shown(int width, int height) {
  return {{"render_dimensions", {{"width", width}, {"height", height}}}};
}

struct uplink_signalling : signals_room {
  uplink_signalling() {
    unpublish(alice, "alice-camera");
    publish(alice, "wide", "video", 3);
    told(alice, publisher_hints);
  }
  /// What Alice was hinted since the last call, oldest first: "101" for the first layer and the third.
  std::vector<std::string> hinted() {
    std::vector<std::string> hints;
    for (const auto& message : told(alice, publisher_hints)) {
      EXPECT_EQ(text_at(message, "/publisher/hints/0/track"), sid_of("wide"));
      const auto encodings = at(message, "/publisher/hints/0/encodings");
      std::string layers = encodings.is_null() ? "as it likes" : "";
      for (std::size_t i = 0; encodings.is_array() && i < encodings.as_array().size(); ++i) {
        EXPECT_EQ(at(encodings.at(i), "/layer_index"), json::value(i));
        layers += at(encodings.at(i), "/enabled").as_bool() ? '1' : '0';
      }
      hints.push_back(layers);
    }
    return hints;
  }
  void learn() { pass(publisher_hints::learning); }

  room_client& alice = enter("alice");
};

TEST_F(uplink_signalling, asks_for_no_layer_that_nobody_needs) {
  auto& bob = enter("bob");
  auto& carol = enter("carol");
  hint(bob, "wide", shown(320, 180));
  hint(carol, "wide", shown(640, 360));
  EXPECT_THAT(hinted(), IsEmpty()) << "all are left to show that they come";
  learn();
  EXPECT_THAT(hinted(), ElementsAre("110"));
  leave(carol);
  pass(publisher_hints::patience);
  EXPECT_THAT(hinted(), ElementsAre("100"));
  hint(bob, "wide", shown(1280, 720));
  EXPECT_THAT(hinted(), ElementsAre("111")) << "at once";
}

TEST_F(uplink_signalling, asks_for_nothing_while_nobody_is_there_or_looks) {
  learn();
  EXPECT_THAT(hinted(), ElementsAre("000"));
  auto& bob = enter("bob");
  EXPECT_THAT(hinted(), ElementsAre("111"));
  hint(bob, "wide", {{"enabled", false}});
  pass(publisher_hints::patience);
  EXPECT_THAT(hinted(), ElementsAre("000"));
}

TEST_F(uplink_signalling, learns_anew_what_another_source_sends) {
  learn();
  hinted();
  say_on(alice, publisher_hints, {{"type", "client_reset"}, {"track", sid_of("wide")}, {"id", 1}});
  EXPECT_THAT(hinted(), ElementsAre("as it likes"));
  pass(publisher_hints::learning - milliseconds{1});
  EXPECT_THAT(hinted(), IsEmpty());
  pass(milliseconds{1});
  EXPECT_THAT(hinted(), ElementsAre("000"));
}

TEST_F(uplink_signalling, stops_simulcast_that_asked_for_no_hints) {
  auto& bob = enter("bob", talkative(false));
  unpublish(bob, "bob-camera");
  publish(bob, "full", "video", 3);
  const auto hints = told(bob, publisher_hints);
  ASSERT_THAT(hints, SizeIs(1));
  EXPECT_EQ(at(hints[0], "/publisher/id"), json::value(1));
  EXPECT_EQ(json::serialize(at(hints[0], "/publisher/hints/0/encodings")),
            R"([{"enabled":true,"layer_index":0},{"enabled":false,"layer_index":1},)"
            R"({"enabled":false,"layer_index":2}])");
}

TEST_F(uplink_signalling, counts_the_hints_of_each_channel) {
  learn();
  EXPECT_EQ(at(told(alice, publisher_hints).back(), "/publisher/id"), json::value(1));
  enter("bob");
  EXPECT_EQ(at(told(alice, publisher_hints).back(), "/publisher/id"), json::value(2));
  media.tell(router_lost{});
  settle();
  pass(publisher_hints::learning);
  for (const auto& each : clients) listen(each);
  hint(clients.back(), "wide", shown(320, 180));
  pass(publisher_hints::patience);
  EXPECT_EQ(at(told(alice, publisher_hints).back(), "/publisher/id"), json::value(1));
}

TEST_F(uplink_signalling, limits_what_is_sent_in_one_layer) {
  auto& bob = enter("bob");
  auto& carol = enter("carol");
  const auto limit = [&] { return media.transports.at(bob.transport).incoming_limit; };
  EXPECT_EQ(limit(), 0u);
  hint(alice, "bob-camera", shown(50, 40));
  EXPECT_EQ(limit(), 0u) << "carol wants all of it";
  hint(carol, "bob-camera", shown(640, 360));
  EXPECT_EQ(limit(), 660'000u);
  leave(carol);
  EXPECT_EQ(limit(), 210'000u);
  hint(alice, "bob-camera", shown(1024, 720));
  EXPECT_EQ(limit(), 0u);
  EXPECT_EQ(media.transports.at(alice.transport).incoming_limit, 0u) << "simulcast is thinned out on its way";
}

}  // namespace
}  // namespace flex_video::rooms
