#include "sfu/worker_channel.hpp"

#include <FBS/message.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>

namespace flex_video::rooms {
namespace {

using flatbuffers::FlatBufferBuilder;
using testing::ElementsAre;
using testing::SizeIs;

std::vector<std::byte> finish(FlatBufferBuilder& builder, FBS::Message::Body type,
                              flatbuffers::Offset<void> body) {
  builder.FinishSizePrefixed(FBS::Message::CreateMessage(builder, type, body));
  const auto bytes = std::as_bytes(std::span{builder.GetBufferPointer(), builder.GetSize()});
  return {bytes.begin(), bytes.end()};
}

std::vector<std::byte> logs(const char* text) {
  FlatBufferBuilder builder;
  return finish(builder, FBS::Message::Body::Log, FBS::Log::CreateLogDirect(builder, text).Union());
}

std::vector<std::byte> refuses(std::uint32_t request, const char* error, const char* reason) {
  FlatBufferBuilder builder;
  return finish(builder, FBS::Message::Body::Response,
                FBS::Response::CreateResponseDirect(builder, request, false, FBS::Response::Body::NONE, 0,
                                                    error, reason)
                    .Union());
}

std::vector<std::byte> sends(const char* about, std::uint32_t ppid, const std::vector<std::uint8_t>& data) {
  FlatBufferBuilder builder;
  const auto body = FBS::DataConsumer::CreateMessageNotificationDirect(builder, ppid, &data);
  return finish(builder, FBS::Message::Body::Notification,
                FBS::Notification::CreateNotificationDirect(
                    builder, about, FBS::Notification::Event::DATACONSUMER_MESSAGE,
                    FBS::Notification::Body::DataConsumer_MessageNotification, body.Union())
                    .Union());
}

struct worker_channelling : testing::Test {
  worker_channel channel;
  std::vector<std::string> heard;

  bool receive(std::span<const std::byte> bytes) {
    return channel.received(bytes, [this](const worker_message& message) {
      if (const auto* const log = std::get_if<log_received>(&message)) heard.emplace_back(log->text);
      if (const auto* const answer = std::get_if<answer_received>(&message))
        heard.push_back(std::to_string(answer->request) +
                        (answer->outcome == request_outcome::gone ? " gone: " : ": ") +
                        std::string{answer->reason});
      if (const auto* const notification = std::get_if<notification_received>(&message)) {
        const auto* const data = std::get_if<message_sent>(&notification->body);
        heard.push_back(std::string{notification->about} + " " +
                        (data == nullptr ? "?" : std::to_string(data->bytes.size())));
      }
    });
  }
};

TEST_F(worker_channelling, hears_messages_however_they_are_cut) {
  auto bytes = logs("W one");
  for (const auto& more : {refuses(7, "TypeError", "no"), refuses(8, "NotFoundError", "not here"),
                           sends("1.h.2.4", 53, {1, 2, 3}), logs("E five letters")})
    bytes.insert(bytes.end(), more.begin(), more.end());
  ASSERT_TRUE(receive(bytes));
  const auto at_once = heard;
  EXPECT_THAT(at_once, ElementsAre("W one", "7: no", "8 gone: not here", "1.h.2.4 3", "E five letters"));
  heard.clear();
  for (const auto byte : bytes) ASSERT_TRUE(receive({&byte, 1}));
  EXPECT_EQ(heard, at_once);
}

TEST_F(worker_channelling, refuses_a_message_above_the_limit_at_its_size) {
  const auto refused = static_cast<std::uint32_t>(worker_channel::largest_message - 3);
  std::array<std::byte, 4> size{};
  std::memcpy(size.data(), &refused, sizeof refused);
  EXPECT_FALSE(receive(size));
  EXPECT_FALSE(receive(logs("W too late"))) << "it can't be trusted any more";
  EXPECT_THAT(heard, SizeIs(0));
}

TEST_F(worker_channelling, takes_a_message_as_large_as_the_limit) {
  auto bytes = logs(std::string(worker_channel::largest_message - 100, 'a').c_str());
  ASSERT_LE(bytes.size(), worker_channel::largest_message);
  EXPECT_TRUE(receive(bytes));
  EXPECT_THAT(heard, SizeIs(1));
}

TEST_F(worker_channelling, refuses_bytes_that_are_no_message) {
  auto bytes = sends("1.h.2.4", 53, {1, 2, 3});
  bytes[4] = std::byte{0xff};
  EXPECT_FALSE(receive(bytes));
  EXPECT_THAT(heard, SizeIs(0));
}

TEST_F(worker_channelling, refuses_a_message_of_no_bytes) {
  EXPECT_FALSE(receive(std::vector<std::byte>(4)));
}

TEST_F(worker_channelling, refuses_requests_since_it_serves_nobody) {
  FlatBufferBuilder builder;
  const auto request = FBS::Request::CreateRequestDirect(builder, 1, FBS::Request::Method::WORKER_DUMP, "");
  EXPECT_FALSE(receive(finish(builder, FBS::Message::Body::Request, request.Union())));
}

}  // namespace
}  // namespace flex_video::rooms
