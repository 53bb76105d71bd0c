#include "sfu/worker_pool.hpp"

#include "signalling/signalling_errc.hpp"
#include "testing/media_fixture.hpp"

#include <gmock/gmock.h>

#include <csignal>

namespace flex_video::rooms {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

struct worker_pooling : media_working {
  bool lost() const { return last<router_lost>() != nullptr; }
  pid_t only() const { return pool->processes().at(0); }

  /// Whether a transport can be had of a router that is opened now.
  void expect_to_work() {
    auto& router = open();
    bool opened = false;
    router.open_transport(transport_id{1}, [&](const transport_parameters&) {
      opened = true;
      loop.stop();
    });
    until([&] { return opened; });
  }
};

TEST_F(worker_pooling, has_one_worker_for_each_core) {
  options.workers = 0;
  start();
  EXPECT_THAT(pool->processes(), SizeIs(std::thread::hardware_concurrency()));
  expect_to_work();
}

TEST_F(worker_pooling, has_the_next_worker_when_the_loss_of_one_is_told) {
  start();
  expect_to_work();
  const auto killed = only();
  std::unique_ptr<media_router> next;
  auto opened = pool->open_router([&](const media_event& event) {
    EXPECT_TRUE(std::holds_alternative<router_lost>(event));
    next = std::move(*pool->open_router([](const media_event&) {}));
    loop.stop();
  });
  ASSERT_TRUE(opened);
  ASSERT_EQ(::kill(killed, SIGKILL), 0);
  until([&] { return next != nullptr; });
  EXPECT_TRUE(lost()) << "all its routers hear of it";
  EXPECT_NE(only(), killed);
  EXPECT_THAT(logged, Contains(HasSubstr("signal 9")));
  bool works = false;
  next->open_transport(transport_id{1}, [&](const transport_parameters&) {
    works = true;
    loop.stop();
  });
  until([&] { return works; });
}

TEST_F(worker_pooling, has_one_more_ready_that_takes_the_place_of_one_that_is_lost) {
  options.ready_after = 1ms;
  start();
  expect_to_work();
  const auto ready = [&] {
    for (int look = 0; look < 1'000 && pool->ready() < 0; ++look) {
      const auto later = loop.after(10ms, [&] { loop.stop(); });
      loop.run();
    }
    return pool->ready();
  };
  const auto next = ready();
  EXPECT_THAT(pool->processes(), SizeIs(1)) << "it is on no place";
  ASSERT_EQ(::kill(only(), SIGKILL), 0);
  until([&] { return lost(); });
  EXPECT_EQ(only(), next);
  expect_to_work();
  const auto third = ready();
  EXPECT_NE(third, next);
  ASSERT_EQ(::kill(third, SIGKILL), 0) << "and one that is lost before it is needed is replaced as well";
  until([&] { return pool->ready() != third; });
  EXPECT_NE(ready(), third);
  EXPECT_EQ(only(), next);
}

TEST_F(worker_pooling, kills_a_worker_that_does_not_answer) {
  options.watchdog = 50ms;
  start();
  expect_to_work();
  const auto stopped = only();
  ASSERT_EQ(::kill(stopped, SIGSTOP), 0);
  until([&] { return lost(); });
  EXPECT_NE(only(), stopped);
  EXPECT_THAT(pool->workers().at(0).losses, ElementsAre(0, 1, 0));
  EXPECT_EQ(::kill(stopped, 0), -1) << "and no corpse of it is left";
  EXPECT_THAT(logged, Contains(HasSubstr("doesn't answer")));
  expect_to_work();
}

TEST_F(worker_pooling, takes_a_router_from_the_worker_with_the_least_load) {
  options.workers = 2;
  start();
  auto& first = open();
  first.open_transport(transport_id{1}, [](const transport_parameters&) {});
  first.produce(transport_id{1}, producer_id{1}, media_kind::audio, opus(1));
  auto& second = open();
  second.open_transport(transport_id{1}, [](const transport_parameters&) {});
  settle(first, transport_id{1});
  settle(second, transport_id{1});
  ASSERT_EQ(::kill(pool->processes().at(0), SIGKILL), 0);
  until([&] { return lost(); });
  settle(second, transport_id{1});
  EXPECT_THAT(told, SizeIs(1)) << "the second is on another";
}

TEST_F(worker_pooling, places_rooms_that_nobody_has_come_to_yet_side_by_side) {
  options.workers = 2;
  start();
  for (int room = 0; room < 4; ++room) open();
  for (const auto& worker : pool->workers())
    EXPECT_EQ(worker.load, (worker_load{.streams = 0, .transports = 0, .routers = 2}));
}

TEST_F(worker_pooling, tells_what_its_workers_carry_and_what_became_of_them) {
  options.streams_per_worker = 7;
  start();
  auto& router = open();
  router.open_transport(transport_id{1}, [](const transport_parameters&) {});
  router.produce(transport_id{1}, producer_id{1}, media_kind::audio, opus(1));
  settle(router, transport_id{1});
  const auto before = pool->workers().at(0);
  EXPECT_TRUE(before.running);
  EXPECT_EQ(before.load, (worker_load{.streams = 1, .transports = 1, .routers = 1}));
  EXPECT_EQ(before.streams_at_most, 7U);
  EXPECT_GT(before.cpu, 0us);
  EXPECT_THAT(before.losses, Each(0));
  ASSERT_EQ(::kill(only(), SIGKILL), 0);
  until([&] { return lost(); });
  const auto after = pool->workers().at(0);
  EXPECT_TRUE(after.running);
  EXPECT_EQ(after.load, worker_load{}) << "the next one carries nothing yet";
  EXPECT_GE(after.cpu, before.cpu) << "the former's is not forgotten";
  EXPECT_THAT(after.losses, ElementsAre(1, 0, 0));
}

TEST_F(worker_pooling, refuses_a_router_when_all_carry_what_they_can) {
  options.streams_per_worker = 2;
  start();
  auto& router = open();
  router.open_transport(transport_id{1}, [](const transport_parameters&) {});
  router.produce(transport_id{1}, producer_id{1}, media_kind::audio, opus(1));
  EXPECT_TRUE(pool->open_router([](const media_event&) {}));
  router.consume(transport_id{1}, consumer_id{1}, {.producer = producer_id{1}, .parameters = opus(51)});
  const auto refused = pool->open_router([](const media_event&) {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, signalling_errc::server_busy);
  router.close_producer(producer_id{1});
  EXPECT_TRUE(pool->open_router([](const media_event&) {})) << "its consumers went with the producer";
}

TEST_F(worker_pooling, refuses_a_router_when_no_worker_can_be_started) {
  options.worker = "/nowhere/flex-video-media-worker";
  start();
  const auto refused = pool->open_router([](const media_event&) {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, signalling_errc::server_busy);
  EXPECT_THAT(logged, Contains(HasSubstr("can't be started")));
  EXPECT_FALSE(pool->workers().at(0).running);
  EXPECT_GT(pool->workers().at(0).losses.front(), 0U);
}

TEST_F(worker_pooling, loses_the_routers_of_a_program_that_is_no_media_worker) {
  // It says on its channel what is no message: nothing. Then it ends.
  options.worker = "/usr/bin/true";
  start();
  open();
  until([&] { return lost(); });
  EXPECT_THAT(logged, Contains(HasSubstr("ended: exit status 0")));
}

TEST_F(worker_pooling, ends_its_workers_with_itself) {
  start();
  expect_to_work();
  const auto process = only();
  routers.clear();
  pool.reset();
  EXPECT_EQ(::kill(process, 0), -1);
}

TEST(restart_pausing, is_none_for_who_has_lived_and_grows_for_who_has_not) {
  restart_pause pause;
  EXPECT_EQ(pause.next(false), 0ms);
  EXPECT_EQ(pause.next(false), 500ms);
  EXPECT_EQ(pause.next(false), 1'000ms);
  for (int more = 0; more < 10; ++more) pause.next(false);
  EXPECT_EQ(pause.next(false), 30'000ms);
  EXPECT_EQ(pause.next(true), 0ms);
  EXPECT_EQ(pause.next(false), 500ms);
}

}  // namespace
}  // namespace flex_video::rooms
