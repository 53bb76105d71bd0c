#include "packet_order.hpp"

#include "testing/rtp_writing.hpp"

#include <gmock/gmock.h>

namespace flex_video::recording {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

struct packet_ordering : testing::Test {
  base::manual_clock clock;
  packet_order order{{.wait = 300ms, .packets = 4, .furthest = 100}};

  /// The timestamp says which packet it was.
  void push(std::uint16_t sequence, std::uint32_t ssrc = 1) {
    order.push(as_read({.sequence = sequence, .timestamp = sequence, .ssrc = ssrc}), clock.now());
  }
  std::vector<ordered_packet> packets() {
    std::vector<ordered_packet> all;
    while (auto next = order.pop(clock.now())) all.push_back(std::move(*next));
    return all;
  }
  std::vector<std::uint32_t> popped() {
    std::vector<std::uint32_t> all;
    for (const auto& each : packets()) all.push_back(each.timestamp);
    return all;
  }
};

TEST_F(packet_ordering, hands_on_at_once_what_comes_in_order) {
  for (const std::uint16_t each : std::initializer_list<std::uint16_t>{7, 8, 9}) {
    push(each);
    EXPECT_THAT(popped(), ElementsAre(each));
  }
}

TEST_F(packet_ordering, waits_for_what_is_missing) {
  push(1);
  push(3);
  push(4);
  EXPECT_THAT(popped(), ElementsAre(1));
  push(2);
  EXPECT_THAT(popped(), ElementsAre(2, 3, 4));
}

TEST_F(packet_ordering, gives_up_after_the_wait_and_says_so) {
  push(1);
  push(3);
  EXPECT_THAT(popped(), ElementsAre(1));
  clock.advance(299ms);
  EXPECT_THAT(popped(), IsEmpty());
  clock.advance(1ms);
  const auto late = packets();
  ASSERT_EQ(late.size(), 1u);
  EXPECT_TRUE(late[0].after_loss);
  push(2);
  push(4);
  const auto next = packets();
  ASSERT_EQ(next.size(), 1u) << "what comes too late is dropped";
  EXPECT_EQ(next[0].timestamp, 4u);
  EXPECT_FALSE(next[0].after_loss);
}

TEST_F(packet_ordering, holds_no_more_than_its_limit) {
  push(1);
  for (const std::uint16_t each : std::initializer_list<std::uint16_t>{3, 4, 5, 6}) push(each);
  EXPECT_THAT(popped(), ElementsAre(1));
  push(7);
  EXPECT_THAT(popped(), ElementsAre(3, 4, 5, 6, 7));
}

TEST_F(packet_ordering, drops_what_comes_twice) {
  push(1);
  push(3);
  push(3);
  push(1);
  push(2);
  EXPECT_THAT(popped(), ElementsAre(1, 2, 3));
}

TEST_F(packet_ordering, counts_on_beyond_the_last_number) {
  push(65534);
  push(0);
  push(65535);
  push(1);
  EXPECT_THAT(popped(), ElementsAre(65534, 65535, 0, 1));
}

TEST_F(packet_ordering, begins_anew_with_another_stream) {
  push(100, 1);
  push(102, 1);
  EXPECT_THAT(popped(), ElementsAre(100));
  push(60000, 2);
  const auto other = packets();
  ASSERT_EQ(other.size(), 1u);
  EXPECT_TRUE(other[0].new_source);
  EXPECT_TRUE(other[0].after_loss);
}

TEST_F(packet_ordering, takes_a_jump_for_another_stream_only_when_it_goes_on_there) {
  push(100);
  push(5000);
  push(101);
  EXPECT_THAT(popped(), ElementsAre(100, 101));
  push(5001);
  push(102);
  EXPECT_THAT(popped(), ElementsAre(102)) << "two strays, but not in a row";
  push(5002);
  push(5003);
  const auto other = packets();
  ASSERT_EQ(other.size(), 2u) << "nothing of it is lost";
  EXPECT_EQ(other[0].timestamp, 5002u);
  EXPECT_TRUE(other[0].new_source);
  EXPECT_EQ(other[1].timestamp, 5003u);
  EXPECT_FALSE(other[1].new_source);
}

TEST_F(packet_ordering, is_after_a_loss_once_cleared) {
  push(1);
  push(3);
  EXPECT_THAT(popped(), ElementsAre(1));
  order.clear();
  push(2);
  EXPECT_THAT(popped(), IsEmpty());
  push(4);
  const auto next = packets();
  ASSERT_EQ(next.size(), 1u);
  EXPECT_TRUE(next[0].after_loss);
}

}  // namespace
}  // namespace flex_video::recording
