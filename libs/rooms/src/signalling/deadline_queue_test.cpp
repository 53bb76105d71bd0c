#include "signalling/deadline_queue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr base::time_point start{milliseconds{1'000}};

TEST(deadline_queue, knows_the_earliest) {
  deadline_queue<int> queue;
  EXPECT_EQ(queue.next(), std::nullopt);
  queue.set(1, start + milliseconds{20});
  queue.set(2, start + milliseconds{10});
  EXPECT_EQ(queue.next(), start + milliseconds{10});
}

TEST(deadline_queue, a_key_has_one_deadline) {
  deadline_queue<int> queue;
  queue.set(1, start);
  queue.set(1, start + milliseconds{20});
  EXPECT_EQ(queue.next(), start + milliseconds{20});
  queue.set(1, std::nullopt);
  EXPECT_EQ(queue.next(), std::nullopt);
}

TEST(deadline_queue, brings_a_deadline_forward_and_never_puts_it_off) {
  deadline_queue<int> queue;
  queue.bring_forward(1, start + milliseconds{20});
  queue.bring_forward(1, start + milliseconds{30});
  EXPECT_EQ(queue.next(), start + milliseconds{20});
  queue.bring_forward(1, start + milliseconds{10});
  EXPECT_THAT(queue.take_due(start + milliseconds{30}), ElementsAre(1));
}

TEST(deadline_queue, gives_out_what_is_due_once) {
  deadline_queue<int> queue;
  queue.set(1, start + milliseconds{2});
  queue.set(2, start);
  queue.set(3, start + milliseconds{3});
  EXPECT_THAT(queue.take_due(start + milliseconds{2}), ElementsAre(2, 1));
  EXPECT_THAT(queue.take_due(start + milliseconds{2}), IsEmpty());
  EXPECT_EQ(queue.next(), start + milliseconds{3});
}

}  // namespace
}  // namespace flex_video::rooms
