#include "composition/composition_queue.hpp"

#include <gmock/gmock.h>

#include <set>

namespace flex_video::rooms {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

composition_sid cj(char digit) { return *composition_sid::parse("CJ" + std::string(32, digit)); }

struct queueing_compositions : testing::Test {
  base::manual_clock clock;
  composition_queue queue{{.waiting = 3, .at_once = 1, .longest = 60min}, clock};
  std::set<composition_sid> unfinished;

  std::optional<composition_sid> next() {
    const auto ready = [this](const auto& which) { return !unfinished.contains(which); };
    const bool expected = queue.has_next(ready);
    const auto taken = queue.take_next(ready);
    EXPECT_EQ(taken.has_value(), expected);
    return taken;
  }
};

TEST_F(queueing_compositions, makes_one_after_the_other) {
  queue.add(cj('1'));
  queue.add(cj('2'));
  EXPECT_EQ(next(), cj('1'));
  EXPECT_EQ(next(), std::nullopt);
  queue.remove(cj('1'));
  EXPECT_EQ(next(), cj('2'));
}

TEST_F(queueing_compositions, lets_the_next_go_first_while_a_recording_is_finished) {
  queue.add(cj('1'));
  queue.add(cj('2'));
  unfinished.insert(cj('1'));
  EXPECT_EQ(next(), cj('2'));
  queue.remove(cj('2'));
  EXPECT_EQ(next(), std::nullopt);
  unfinished.clear();
  EXPECT_EQ(next(), cj('1'));
}

TEST_F(queueing_compositions, has_so_many_places) {
  for (const auto digit : {'1', '2', '3'}) {
    EXPECT_FALSE(queue.is_full());
    queue.add(cj(digit));
  }
  EXPECT_TRUE(queue.is_full());
  EXPECT_TRUE(next());
  EXPECT_FALSE(queue.is_full()) << "what is under way doesn't wait";
}

TEST_F(queueing_compositions, takes_out_what_nobody_wants_any_more) {
  queue.add(cj('1'));
  queue.add(cj('2'));
  queue.remove(cj('1'));
  EXPECT_EQ(next(), cj('2'));
  queue.add(cj('3'));
  queue.remove(cj('2'));
  EXPECT_EQ(next(), cj('3'));
}

TEST_F(queueing_compositions, tells_of_progress_every_ten_per_cent) {
  queue.add(cj('1'));
  next();
  EXPECT_FALSE(queue.advance(cj('1'), 9));
  EXPECT_TRUE(queue.advance(cj('1'), 10));
  EXPECT_FALSE(queue.advance(cj('1'), 19));
  EXPECT_TRUE(queue.advance(cj('1'), 45)) << "once for what was passed together";
  EXPECT_TRUE(queue.advance(cj('1'), 99));
  EXPECT_FALSE(queue.advance(cj('1'), 100));
  EXPECT_FALSE(queue.advance(cj('2'), 50)) << "not under way";
}

TEST_F(queueing_compositions, knows_which_takes_too_long) {
  EXPECT_EQ(queue.next_deadline(), std::nullopt);
  queue.add(cj('1'));
  EXPECT_EQ(queue.next_deadline(), std::nullopt);
  next();
  EXPECT_EQ(queue.next_deadline(), clock.now() + 60min);
  clock.advance(60min - 1ms);
  EXPECT_THAT(queue.overdue(), IsEmpty());
  EXPECT_EQ(queue.taken(cj('1')), 60min - 1ms);
  clock.advance(1ms);
  EXPECT_THAT(queue.overdue(), ElementsAre(cj('1')));
  queue.remove(cj('1'));
  EXPECT_THAT(queue.overdue(), IsEmpty());
}

}  // namespace
}  // namespace flex_video::rooms
