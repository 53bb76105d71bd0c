#include "signalling/negotiation.hpp"

#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

using enum rooms::negotiation::verdict;
using enum rooms::side;

struct negotiating : testing::Test {
  rooms::negotiation turn;

  /// One full round, after which both ends are stable.
  void agree(side from, std::uint32_t revision) {
    ASSERT_EQ(turn.offer(from, revision), relay);
    ASSERT_EQ(turn.answer(opposite(from), revision), relay);
  }
};

TEST_F(negotiating, relays_an_offer_and_its_answer) {
  EXPECT_EQ(turn.offer(first, 1), relay);
  EXPECT_EQ(turn.offerer(), first);
  EXPECT_EQ(turn.answer(second, 1), relay);
  EXPECT_EQ(turn.offerer(), std::nullopt);
}

TEST_F(negotiating, relays_the_offer_that_follows_an_answer_at_once) {
  agree(first, 1);
  EXPECT_EQ(turn.offer(second, 2), relay);
}

TEST_F(negotiating, drops_the_second_of_two_offers_of_one_revision) {
  agree(first, 1);
  EXPECT_EQ(turn.offer(second, 2), relay);
  EXPECT_EQ(turn.offer(first, 2), drop);
  EXPECT_EQ(turn.answer(second, 2), drop) << "its own offer";
  EXPECT_EQ(turn.answer(first, 2), relay);
  EXPECT_EQ(turn.offer(first, 3), relay) << "the beaten end offers again";
}

TEST_F(negotiating, drops_a_repeated_offer) {
  EXPECT_EQ(turn.offer(first, 1), relay);
  EXPECT_EQ(turn.offer(first, 1), drop);
}

TEST_F(negotiating, drops_an_offer_not_newer_than_the_last_agreement) {
  agree(first, 3);
  EXPECT_EQ(turn.offer(first, 3), drop);
  EXPECT_EQ(turn.offer(second, 2), drop);
  EXPECT_EQ(turn.offerer(), std::nullopt);
}

TEST_F(negotiating, drops_an_answer_to_another_offer) {
  EXPECT_EQ(turn.answer(second, 1), drop) << "nobody offered";
  EXPECT_EQ(turn.offer(first, 1), relay);
  EXPECT_EQ(turn.answer(second, 2), drop);
  EXPECT_EQ(turn.answer(first, 1), drop);
}

TEST_F(negotiating, drops_a_repeated_answer) {
  agree(first, 1);
  EXPECT_EQ(turn.answer(second, 1), drop);
}

TEST_F(negotiating, lets_a_newer_offer_of_the_other_end_win) {
  agree(first, 1);
  EXPECT_EQ(turn.offer(first, 2), relay);
  EXPECT_EQ(turn.offer(second, 3), relay);
  EXPECT_EQ(turn.offerer(), second);
}

TEST_F(negotiating, sees_the_deadlock_of_two_offers_before_the_first_answer) {
  EXPECT_EQ(turn.offer(first, 1), relay);
  EXPECT_EQ(turn.offer(second, 2), deadlock);
}

TEST_F(negotiating, closes_above_every_revision_it_heard) {
  agree(first, 4);
  EXPECT_EQ(turn.offer(second, 5), relay);
  EXPECT_EQ(turn.last_revision(), 6u);
}

TEST_F(negotiating, goes_on_from_where_both_ends_have_come_to) {
  turn = rooms::negotiation{4};
  EXPECT_EQ(turn.settled(), 4u);
  EXPECT_EQ(turn.offer(second, 4), drop);
  EXPECT_EQ(turn.answer(first, 4), relay) << "the offerer may not have heard it";
  EXPECT_EQ(turn.answer(first, 4), drop) << "now it will";
  EXPECT_EQ(turn.offer(second, 5), relay);
  EXPECT_FALSE(turn.settled());
  EXPECT_EQ(turn.answer(first, 5), relay);
  EXPECT_EQ(turn.settled(), 5u);
}

TEST_F(negotiating, cannot_go_on_from_an_answer_to_an_offer_that_is_forgotten) {
  turn = rooms::negotiation{4};
  EXPECT_EQ(turn.answer(first, 5), deadlock);
}

TEST_F(negotiating, says_an_answer_again_also_while_a_newer_offer_waits) {
  turn = rooms::negotiation{4};
  EXPECT_EQ(turn.offer(second, 5), relay);
  EXPECT_EQ(turn.answer(first, 4), relay);
  EXPECT_EQ(turn.offerer(), second);
  EXPECT_EQ(turn.answer(first, 5), relay);
}

TEST_F(negotiating, sees_the_deadlock_of_an_offer_behind_a_first_answer_that_may_be_lost) {
  turn = rooms::negotiation{2};
  EXPECT_EQ(turn.offer(first, 2), drop);
  EXPECT_EQ(turn.offer(second, 3), deadlock);
  turn = rooms::negotiation{2};
  EXPECT_EQ(turn.offer(second, 3), relay);
  EXPECT_EQ(turn.offer(first, 2), deadlock) << "in either order";
  turn = rooms::negotiation{3};
  EXPECT_EQ(turn.offer(first, 3), drop);
  EXPECT_EQ(turn.offer(second, 4), relay) << "an end that has been stable before takes it";
  turn = rooms::negotiation{2};
  EXPECT_EQ(turn.offer(first, 2), drop);
  EXPECT_EQ(turn.offer(first, 3), relay) << "it does not wait any more";
  EXPECT_EQ(turn.offer(second, 4), relay);
}

}  // namespace
}  // namespace flex_video::rooms
