#include "websocket_outbox.hpp"

#include <gtest/gtest.h>

namespace flex_video::net {
namespace {

TEST(websocket_outbox, keeps_the_order) {
  websocket_outbox box{100};
  box.send(frame::text, "one");
  box.send(frame::binary, "two");
  const auto first = box.take();
  const auto second = box.take();
  EXPECT_EQ(first->bytes, "one");
  EXPECT_EQ(first->kind, frame::text);
  EXPECT_EQ(second->bytes, "two");
  EXPECT_EQ(second->kind, frame::binary);
  EXPECT_FALSE(box.take());
}

TEST(websocket_outbox, wakes_for_each_message_and_the_close) {
  websocket_outbox box{100};
  int times = 0;
  box.attach([&] { ++times; });
  box.send(frame::text, "one");
  box.close(1000, "");
  EXPECT_EQ(times, 2);
}

TEST(websocket_outbox, overflows_past_its_limit) {
  websocket_outbox box{10};
  box.send(frame::text, "12345");
  box.send(frame::text, "67890");
  EXPECT_FALSE(box.overflowed());
  box.send(frame::text, "1");
  EXPECT_TRUE(box.overflowed());
}

TEST(websocket_outbox, counts_a_message_until_it_is_sent) {
  websocket_outbox box{10};
  box.send(frame::text, "1234567890");
  EXPECT_EQ(box.take()->bytes.size(), 10U);
  box.sent(10);
  box.send(frame::text, "1234567890");
  EXPECT_FALSE(box.overflowed());
  box.take();
  box.send(frame::text, "1");
  EXPECT_TRUE(box.overflowed());
}

TEST(websocket_outbox, sends_nothing_after_its_close) {
  websocket_outbox box{100};
  box.send(frame::text, "one");
  box.close(1000, "bye");
  box.send(frame::text, "two");
  box.close(1001, "again");
  EXPECT_TRUE(box.take());
  EXPECT_FALSE(box.take());
  EXPECT_EQ(box.closing()->code, 1000);
  EXPECT_EQ(box.closing()->reason, "bye");
}

TEST(websocket_outbox, does_nothing_after_the_end) {
  websocket_outbox box{100};
  int times = 0;
  box.attach([&] { ++times; });
  box.send(frame::text, "one");
  box.end();
  box.send(frame::text, "two");
  box.close(1000, "");
  EXPECT_EQ(times, 1);
  EXPECT_FALSE(box.take());
  EXPECT_FALSE(box.closing());
}

TEST(websocket_outbox, cuts_a_reason_between_characters) {
  websocket_outbox box{100};
  std::string reason(122, 'x');
  reason += "\xC3\xA4 and more";
  box.close(1000, reason);
  EXPECT_EQ(box.closing()->reason, std::string(122, 'x'));
}

}  // namespace
}  // namespace flex_video::net
