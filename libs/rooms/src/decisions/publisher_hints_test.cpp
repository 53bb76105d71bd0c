#include "decisions/publisher_hints.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace flex_video::rooms {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

class publisher_hints_test : public testing::Test {
 protected:
  std::vector<publisher_hint> due(publisher_hints& hints) { return hints.due(clock.now()); }
  publisher_hint hint(std::vector<bool> layers) const {
    return {.track = track, .layers = std::move(layers)};
  }
  void need(publisher_hints& hints, unsigned layers) { hints.need(track, layers, clock.now()); }
  void settle(publisher_hints& hints, unsigned layers) {
    hints.add(track, 3, clock.now());
    need(hints, layers);
    clock.advance(publisher_hints::learning);
    due(hints);
  }

  base::manual_clock clock;
  const twilio::track_sid track = *twilio::track_sid::parse("MT" + std::string(32, '1'));
  publisher_hints adaptive{true};
  publisher_hints plain{false};
};

TEST_F(publisher_hints_test, leave_a_new_track_alone_until_it_is_learnt) {
  adaptive.add(track, 3, clock.now());
  need(adaptive, 1);
  clock.advance(publisher_hints::learning - milliseconds{1});
  EXPECT_THAT(due(adaptive), IsEmpty());
  EXPECT_EQ(adaptive.next_deadline(), clock.now() + milliseconds{1});
  clock.advance(milliseconds{1});
  EXPECT_THAT(due(adaptive), ElementsAre(hint({true, false, false})));
  EXPECT_THAT(due(adaptive), IsEmpty());
  EXPECT_EQ(adaptive.next_deadline(), std::nullopt);
}

TEST_F(publisher_hints_test, stop_everything_for_nobody_within_thirty_seconds) {
  adaptive.add(track, 3, clock.now());
  clock.advance(publisher_hints::learning + publisher_hints::patience);
  EXPECT_THAT(due(adaptive), ElementsAre(hint({false, false, false})));
}

TEST_F(publisher_hints_test, have_nothing_to_say_where_all_layers_are_needed) {
  settle(adaptive, 3);
  clock.advance(seconds{60});
  EXPECT_THAT(due(adaptive), IsEmpty());
  need(adaptive, 9);
  EXPECT_THAT(due(adaptive), IsEmpty());
}

TEST_F(publisher_hints_test, ask_for_more_at_once_and_for_less_after_a_while) {
  settle(adaptive, 1);
  need(adaptive, 2);
  EXPECT_THAT(due(adaptive), ElementsAre(hint({true, true, false})));
  need(adaptive, 1);
  clock.advance(publisher_hints::patience - milliseconds{1});
  EXPECT_THAT(due(adaptive), IsEmpty());
  need(adaptive, 0);  // even less does not prolong it
  clock.advance(milliseconds{1});
  EXPECT_THAT(due(adaptive), ElementsAre(hint({false, false, false})));
}

TEST_F(publisher_hints_test, forget_a_lower_need_that_did_not_last) {
  settle(adaptive, 2);
  need(adaptive, 1);
  clock.advance(publisher_hints::patience / 2);
  need(adaptive, 2);
  clock.advance(publisher_hints::patience);
  EXPECT_THAT(due(adaptive), IsEmpty());
  EXPECT_EQ(adaptive.next_deadline(), std::nullopt);
}

TEST_F(publisher_hints_test, let_a_replaced_source_be_learnt_anew) {
  settle(adaptive, 1);
  adaptive.reset(track, clock.now());
  EXPECT_LE(adaptive.next_deadline(), clock.now());
  EXPECT_THAT(due(adaptive), ElementsAre(hint({})));
  clock.advance(publisher_hints::learning);
  EXPECT_THAT(due(adaptive), ElementsAre(hint({true, false, false})));
}

TEST_F(publisher_hints_test, are_said_again_on_another_channel) {
  settle(adaptive, 1);
  adaptive.start_over(clock.now());
  clock.advance(publisher_hints::patience);
  EXPECT_THAT(due(adaptive), ElementsAre(hint({true, false, false})));
}

TEST_F(publisher_hints_test, tame_plain_simulcast_at_once) {
  plain.add(track, 3, clock.now());
  EXPECT_THAT(due(plain), ElementsAre(hint({true, false, false})));
  need(plain, 3);
  clock.advance(seconds{60});
  EXPECT_THAT(due(plain), IsEmpty());
  need(plain, 0);
  clock.advance(publisher_hints::patience);
  EXPECT_THAT(due(plain), ElementsAre(hint({false, false, false})));
}

TEST_F(publisher_hints_test, are_for_simulcast_only) {
  adaptive.add(track, 1, clock.now());
  need(adaptive, 0);
  adaptive.reset(track, clock.now());
  clock.advance(seconds{60});
  EXPECT_THAT(due(adaptive), IsEmpty());
}

TEST_F(publisher_hints_test, end_with_the_track) {
  settle(adaptive, 3);
  need(adaptive, 0);
  adaptive.remove(track);
  clock.advance(seconds{60});
  EXPECT_THAT(due(adaptive), IsEmpty());
  EXPECT_EQ(adaptive.next_deadline(), std::nullopt);
}

}  // namespace
}  // namespace flex_video::rooms
