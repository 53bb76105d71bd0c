#include "signals/quality_watch.hpp"

#include "testing/signals_room.hpp"

#include <gmock/gmock.h>

// How good the connections of a group room are said to be.

namespace flex_video::rooms {
namespace {

namespace json = boost::json;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using enum media_channel;

struct quality_signalling : signals_room {
  void ask(const room_client& who, int local = 1, int remote = 0) {
    say_on(who, network_quality,
           {{"type", "network_quality"}, {"reportLevel", local}, {"remoteReportLevel", remote}});
  }
  bool measure(const room_client& who, double lost = 0) {
    transport_statistics figures{.round_trip = 20};
    figures.video.out = {.fraction_lost = lost, .bitrate = 500'000};
    const bool was_asked = media.measure(who.transport, figures);
    settle();
    return was_asked;
  }

  room_client& alice = enter("alice");
  room_client& bob = enter("bob");
};

TEST_F(quality_signalling, measures_and_answers) {
  ask(alice);
  EXPECT_THAT(told(alice, network_quality), IsEmpty());
  EXPECT_TRUE(measure(alice));
  EXPECT_THAT(told(alice, network_quality),
              ElementsAre(json::value{{"type", "network_quality"}, {"local", 5}}));
  EXPECT_FALSE(measure(alice)) << "it is done";
}

TEST_F(quality_signalling, tells_a_bad_connection_in_detail) {
  ask(alice, 3);
  measure(alice, 0.1);
  const auto answer = told(alice, network_quality).at(0);
  EXPECT_EQ(at(answer, "/local/level"), json::value(2));
  EXPECT_EQ(at(answer, "/local/video/recv"), json::value(2));
  EXPECT_EQ(at(answer, "/local/audio/recv"), json::value(5));
  EXPECT_EQ(at(answer, "/local/video/recvStats/fractionLost/fractionLost"), json::value(0.1));
}

TEST_F(quality_signalling, answers_each_request_once_and_measures_no_more_than_once_a_second) {
  ask(alice);
  measure(alice);
  told(alice, network_quality);
  for (int i = 0; i < 3; ++i) ask(alice);
  EXPECT_FALSE(measure(alice)) << "it was just measured";
  pass(quality_watch::pause);
  EXPECT_TRUE(measure(alice, 0.1));
  EXPECT_THAT(told(alice, network_quality),
              ElementsAre(json::value{{"type", "network_quality"}, {"local", 2}}));
  pass(seconds{10});
  EXPECT_FALSE(measure(alice)) << "nobody wants to know";
}

TEST_F(quality_signalling, tells_of_the_others) {
  ask(alice, 1, 2);
  EXPECT_TRUE(measure(bob, 0.1)) << "who has not asked";
  measure(alice);
  const auto answer = told(alice, network_quality).at(0);
  ASSERT_THAT(at(answer, "/remotes").as_array(), SizeIs(1));
  EXPECT_EQ(at(answer, "/remotes/0/sid"), json::string{bob.sid});
  EXPECT_EQ(at(answer, "/remotes/0/level"), json::value(2));
  EXPECT_EQ(at(answer, "/remotes/0/video/recv"), json::value(2));
  pass(seconds{1});
  ask(alice, 1, 1);
  EXPECT_FALSE(measure(bob)) << "not that often";
}

TEST_F(quality_signalling, does_not_wait_for_the_others) {
  ask(alice, 1, 1);
  measure(alice);
  EXPECT_THAT(
      told(alice, network_quality),
      ElementsAre(json::value{{"type", "network_quality"}, {"local", 5}, {"remotes", json::array{}}}));
}

TEST_F(quality_signalling, tells_nothing_of_who_is_not_for_that_client) {
  const auto remotes = [&] {
    pass(seconds{4});
    ask(alice, 1, 1);
    ask(bob);
    measure(bob);
    measure(alice);
    return told(alice, network_quality).back().at("remotes").as_array();
  };
  EXPECT_THAT(remotes(), SizeIs(1));
  EXPECT_TRUE(rooms->server.set_audiences(room.sid, {{.publisher = "bob", .receivers = {}}}));
  EXPECT_THAT(remotes(), IsEmpty());
}

TEST_F(quality_signalling, forgets_a_measurement_with_the_worker) {
  ask(alice);
  const auto measured = media.transports.at(alice.transport).measured;
  media.tell(router_lost{});
  settle();
  measured({});  // as if it had come from a worker that is gone
  listen(alice);
  EXPECT_THAT(told(alice, network_quality), IsEmpty());
  ask(alice);
  EXPECT_TRUE(measure(alice));
  EXPECT_THAT(told(alice, network_quality), SizeIs(1));
}

}  // namespace
}  // namespace flex_video::rooms
