#include "sfu/worker_router.hpp"

#include "testing/media_fixture.hpp"

#include <gmock/gmock.h>

#include <array>

namespace flex_video::rooms {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

constexpr transport_id alice{1};
constexpr transport_id bob{2};

std::span<const std::byte> bytes_of(std::string_view text) { return std::as_bytes(std::span{text}); }

/// A router on a real worker, and two transports.
struct worker_routing : media_working {
  media_router* router = nullptr;
  std::optional<transport_parameters> opened;

  void SetUp() override {
    start();
    router = &open();
    for (const auto id : {alice, bob}) {
      opened.reset();
      router->open_transport(id, [this](const transport_parameters& parameters) {
        opened = parameters;
        loop.stop();
      });
      until([this] { return opened.has_value(); });
    }
  }

  void settle() { media_working::settle(*router, alice); }
  void hope_for_nothing() {
    settle();
    EXPECT_THAT(told, IsEmpty()) << testing::PrintToString(logged);
  }
  /// What is true of the transport, and of nobody else's.
  bool broken(transport_id id) const {
    const auto* const event = last<transport_broken>();
    return event != nullptr && event->transport == id;
  }
};

TEST_F(worker_routing, tells_how_a_browser_reaches_a_transport) {
  ASSERT_TRUE(opened);
  EXPECT_GE(opened->ice_ufrag.size(), 4U);      // RFC 8445 section 5.3
  EXPECT_GE(opened->ice_password.size(), 22U);  // the same
  EXPECT_EQ(opened->fingerprint.size(), 95U);   // 32 bytes, in hexadecimal, with colons
  ASSERT_THAT(opened->candidates, SizeIs(2));
  const auto& [udp, tcp] = std::pair{opened->candidates[0], opened->candidates[1]};
  EXPECT_FALSE(udp.tcp);
  EXPECT_TRUE(tcp.tcp);
  EXPECT_GT(udp.priority, tcp.priority);
  EXPECT_EQ(udp.address, "127.0.0.1");
  EXPECT_GE(udp.port, options.first_port);
  EXPECT_LE(udp.port, options.last_port);
}

TEST_F(worker_routing, announces_another_address_than_it_listens_to) {
  options.addresses = {{.listen = "0.0.0.0", .announced = "media.example"}};
  routers.clear();
  start();
  router = &open();
  opened.reset();
  router->open_transport(transport_id{9}, [this](const transport_parameters& parameters) {
    opened = parameters;
    loop.stop();
  });
  until([this] { return opened.has_value(); });
  ASSERT_THAT(opened->candidates, SizeIs(2));
  EXPECT_EQ(opened->candidates[0].address, "media.example");
}

TEST_F(worker_routing, takes_audio_video_and_simulcast_and_gives_them_to_others) {
  router->connect(alice, {.algorithm = "sha-256", .value = opened->fingerprint});
  router->produce(alice, producer_id{1}, media_kind::audio, opus(1001, 109));
  router->produce(alice, producer_id{2}, media_kind::video, vp8({{1, 11}, {2, 12}, {3, 13}}, 120, 124));
  router->produce(alice, producer_id{3}, media_kind::video, h264({.ssrc = 2001, .rtx_ssrc = 2002}, 108, 109));
  router->consume(bob, consumer_id{1}, {.producer = producer_id{1}, .parameters = opus(51)});
  router->consume(bob, consumer_id{2}, {.producer = producer_id{2}, .parameters = vp8({{52, 53}}, 96, 100)});
  router->consume(bob, consumer_id{3},
                  {.producer = producer_id{3}, .parameters = h264({54, 55}), .paused = false});
  router->watch_speaker(producer_id{1});
  router->resume(consumer_id{2});
  router->prefer_layer(consumer_id{2}, 1);
  router->pause(consumer_id{3});
  router->limit_incoming(alice, 500'000);
  router->record(producer_id{1});
  router->record(producer_id{2});
  router->ask_for_key_frame(producer_id{1});
  router->ask_for_key_frame(producer_id{2});
  hope_for_nothing();
  router->forget(producer_id{2});
  router->ask_for_key_frame(producer_id{2});
  router->unwatch_speaker(producer_id{1});
  router->close_consumer(consumer_id{1});
  router->close_producer(producer_id{2});
  router->close_transport(bob);
  hope_for_nothing();
}

TEST_F(worker_routing, measures_what_there_is) {
  router->produce(alice, producer_id{1}, media_kind::audio, opus(1001));
  router->consume(alice, consumer_id{1}, {.producer = producer_id{1}, .parameters = opus(51)});
  std::optional<transport_statistics> measured;
  router->measure(alice, [&](const transport_statistics& statistics) {
    measured = statistics;
    loop.stop();
  });
  until([&] { return measured.has_value(); });
  EXPECT_EQ(measured->audio.in.packets, 0U);
  EXPECT_FALSE(measured->round_trip);
}

TEST_F(worker_routing, restarts_ice_with_other_credentials) {
  const auto before = opened->ice_ufrag;
  std::optional<ice_credentials> restarted;
  router->restart_ice(bob, [&](const ice_credentials& credentials) {
    restarted = credentials;
    loop.stop();
  });
  until([&] { return restarted.has_value(); });
  EXPECT_NE(restarted->ufrag, before);
  EXPECT_GE(restarted->password.size(), 22U);
}

TEST_F(worker_routing, carries_data_streams_before_the_browser_has_come) {
  for (const auto stream : std::to_array<std::uint16_t>({0, 2, 4, 6})) router->receive_stream(alice, stream);
  router->open_stream(alice, 1, {});
  router->open_stream(alice, 3, {.ordered = false, .max_retransmits = 0});
  router->open_stream(alice, 5, {.ordered = true, .max_packet_life_time = 300});
  router->send(alice, 1, 50, bytes_of("open"));
  router->close_stream(alice, 2);
  router->receive_stream(alice, 2);
  router->close_stream(alice, 1);
  router->open_stream(alice, 1, {});
  hope_for_nothing();
}

TEST_F(worker_routing, loses_a_message_that_is_too_large_and_nothing_else) {
  router->open_stream(alice, 1, {});
  router->send(alice, 1, 51, bytes_of(std::string(262'145, 'a')));
  hope_for_nothing();
}

TEST_F(worker_routing, ignores_what_is_about_something_that_is_gone) {
  router->produce(alice, producer_id{1}, media_kind::audio, opus(1001));
  router->close_transport(alice);
  router->close_transport(alice);
  router->produce(alice, producer_id{2}, media_kind::audio, opus(1002));
  router->consume(bob, consumer_id{1}, {.producer = producer_id{1}, .parameters = opus(51)});
  router->resume(consumer_id{1});
  router->record(producer_id{1});
  router->close_producer(producer_id{1});
  router->receive_stream(alice, 0);
  router->send(bob, 7, 51, bytes_of("to nobody"));
  router->close_stream(bob, 7);
  media_working::settle(*router, bob);
  EXPECT_THAT(told, IsEmpty());
}

TEST_F(worker_routing, breaks_the_transport_whose_browser_asks_for_the_impossible) {
  router->connect(bob, {.algorithm = "md5", .value = "AB"});
  EXPECT_THAT(told, IsEmpty()) << "not during the request";
  until([this] { return broken(bob); });
  told.clear();
  router->produce(alice, producer_id{1}, media_kind::audio, opus(1001));
  router->produce(alice, producer_id{2}, media_kind::audio, opus(1001));
  until([this] { return broken(alice); });
  EXPECT_EQ(last<router_lost>(), nullptr);
}

TEST_F(worker_routing, breaks_the_transport_that_sends_what_no_router_carries) {
  auto unknown = opus(1001);
  unknown.codecs.front().name = "G722";
  router->produce(alice, producer_id{1}, media_kind::audio, unknown);
  until([this] { return broken(alice); });
  told.clear();
  router->produce(bob, producer_id{2}, media_kind::video, vp8({}));
  until([this] { return broken(bob); });
  told.clear();
  router->produce(bob, producer_id{3}, media_kind::video, vp8(std::vector<rtp_encoding>(9, {.ssrc = 1})));
  until([this] { return broken(bob); });
  EXPECT_EQ(last<router_lost>(), nullptr);
}

TEST_F(worker_routing, says_nothing_after_its_destruction) {
  router->connect(bob, {.algorithm = "md5", .value = "AB"});
  routers.clear();
  auto& next = open();
  next.open_transport(transport_id{1}, [](const transport_parameters&) {});
  media_working::settle(next, transport_id{1});
  EXPECT_THAT(told, IsEmpty());
}

}  // namespace
}  // namespace flex_video::rooms
