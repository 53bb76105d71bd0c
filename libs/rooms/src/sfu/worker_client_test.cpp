#include "sfu/worker_client.hpp"

#include <FBS/message.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::byte> finish(flatbuffers::FlatBufferBuilder& builder, FBS::Message::Body type,
                              flatbuffers::Offset<void> body) {
  builder.FinishSizePrefixed(FBS::Message::CreateMessage(builder, type, body));
  const auto bytes = std::as_bytes(std::span{builder.GetBufferPointer(), builder.GetSize()});
  return {bytes.begin(), bytes.end()};
}

std::vector<std::byte> accepts(std::uint32_t request) {
  flatbuffers::FlatBufferBuilder builder;
  const auto response = FBS::Response::CreateResponseDirect(builder, request, true);
  return finish(builder, FBS::Message::Body::Response, response.Union());
}

std::vector<std::byte> notifies(const char* about, FBS::Notification::Event event) {
  flatbuffers::FlatBufferBuilder builder;
  const auto notification = FBS::Notification::CreateNotificationDirect(builder, about, event);
  return finish(builder, FBS::Message::Body::Notification, notification.Union());
}

struct worker_conversing : testing::Test, router_listener {
  std::vector<std::uint32_t> asked;  ///< the numbers of the requests
  std::vector<std::string> heard_of;
  std::vector<std::string> logged;
  int losses = 0;
  worker_client client{[this](std::span<const std::byte> bytes) {
                         const auto* const data = reinterpret_cast<const std::uint8_t*>(bytes.data());
                         asked.push_back(FBS::Message::GetSizePrefixedMessage(data)->data_as_Request()->id());
                       },
                       [this](std::string_view line) { logged.emplace_back(line); }};

  void heard(const object_name& about, const notification_received&) override {
    heard_of.push_back(to_string(about));
  }
  void lost() override {
    ++losses;
    client.detach(5);
  }
  worker_load load() const override { return {.streams = 3, .transports = 2}; }

  bool start() { return client.received(notifies("1234", FBS::Notification::Event::WORKER_RUNNING)); }
};

TEST_F(worker_conversing, gives_each_answer_to_who_waits_for_it) {
  std::vector<int> answered;
  const auto first = client.expect([&](const answer_received&) { answered.push_back(1); });
  const auto second = client.expect([&](const answer_received&) { answered.push_back(2); });
  EXPECT_TRUE(client.received(accepts(second)));
  EXPECT_TRUE(client.received(accepts(first)));
  EXPECT_THAT(answered, ElementsAre(2, 1));
}

TEST_F(worker_conversing, gives_up_on_an_answer_that_nobody_asked_for) {
  EXPECT_FALSE(client.received(accepts(1)));
}

TEST_F(worker_conversing, gives_up_on_a_notification_about_no_object) {
  EXPECT_FALSE(client.received(notifies("nobody", FBS::Notification::Event::PRODUCER_SCORE)));
}

TEST_F(worker_conversing, tells_a_router_of_its_objects_as_long_as_it_listens) {
  client.attach(4, *this);
  EXPECT_TRUE(client.received(notifies("4.p.1.0", FBS::Notification::Event::PRODUCER_SCORE)));
  EXPECT_TRUE(client.received(notifies("5.p.1.0", FBS::Notification::Event::PRODUCER_SCORE)));
  client.detach(4);
  EXPECT_TRUE(client.received(notifies("4.p.1.0", FBS::Notification::Event::PRODUCER_SCORE)));
  EXPECT_THAT(heard_of, ElementsAre("4.p.1.0"));
}

TEST_F(worker_conversing, carries_what_its_routers_do) {
  EXPECT_EQ(client.load(), worker_load{});
  client.attach(4, *this);
  client.attach(5, *this);
  EXPECT_EQ(client.load(), (worker_load{.streams = 6, .transports = 4, .routers = 2}));
  client.detach(4);
  EXPECT_EQ(client.load(), (worker_load{.streams = 3, .transports = 2, .routers = 1}));
}

TEST_F(worker_conversing, gives_up_when_four_looks_were_not_answered) {
  ASSERT_TRUE(start());
  for (int look = 0; look < 10; ++look) {
    ASSERT_TRUE(client.watch());
    ASSERT_TRUE(client.received(accepts(asked.back())));
  }
  for (int look = 0; look < 4; ++look) EXPECT_TRUE(client.watch());
  EXPECT_FALSE(client.watch());
}

TEST_F(worker_conversing, takes_whatever_a_worker_says_for_a_sign_of_life) {
  ASSERT_TRUE(start());
  for (int look = 0; look < 10; ++look) {
    ASSERT_TRUE(client.watch());
    ASSERT_TRUE(client.received(notifies("4.p.1.0", FBS::Notification::Event::PRODUCER_SCORE)));
  }
}

TEST_F(worker_conversing, is_patient_with_a_worker_that_starts) {
  for (int look = 0; look < 40; ++look) ASSERT_TRUE(client.watch());
  EXPECT_THAT(asked, IsEmpty());
  EXPECT_FALSE(client.watch());
}

TEST_F(worker_conversing, says_once_that_it_is_lost_and_then_nothing_more) {
  client.attach(4, *this);
  client.attach(5, *this);
  bool answered = false;
  const auto request = client.expect([&](const answer_received&) { answered = true; });
  client.lose();
  EXPECT_EQ(losses, 1) << "the other was gone by then";
  EXPECT_TRUE(client.received(accepts(request)));
  EXPECT_FALSE(answered);
  client.ask(ask_for_life(client.expect([](const answer_received&) {})));
  EXPECT_THAT(asked, IsEmpty());
}

TEST_F(worker_conversing, passes_on_what_the_worker_logs) {
  flatbuffers::FlatBufferBuilder builder;
  const auto log = FBS::Log::CreateLogDirect(builder, "W hot");
  EXPECT_TRUE(client.received(finish(builder, FBS::Message::Body::Log, log.Union())));
  EXPECT_THAT(logged, ElementsAre("W hot"));
}

}  // namespace
}  // namespace flex_video::rooms
