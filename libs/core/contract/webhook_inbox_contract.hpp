#pragma once

#include "samples.hpp"

#include "flex_video/core/ports/webhook_inbox.hpp"

#include <gtest/gtest.h>

#include <vector>

/// What every webhook_inbox must do. To run it on one, give a type that makes an empty inbox and hands it out
/// by `core::webhook_inbox& inbox()`.
namespace flex_video::core {

template <class Maker>
class webhook_inbox_contract : public testing::Test {
 protected:
  webhook_inbox& inbox() { return maker_.inbox(); }

 private:
  Maker maker_;
};

TYPED_TEST_SUITE_P(webhook_inbox_contract);

TYPED_TEST_P(webhook_inbox_contract, keeps_each_once) {
  auto& inbox = this->inbox();
  auto first = samples::webhook();
  first.source = webhook_source::task_router;
  first.body = "a=%00&b=Zo\xc3\xab'\"\n";
  EXPECT_EQ(inbox.keep(first), true);
  auto again = first;
  again.body = "another body under the same key";
  EXPECT_EQ(inbox.keep(again), false);
  EXPECT_EQ(inbox.pending(10), std::vector{first});
}

TYPED_TEST_P(webhook_inbox_contract, keeps_any_bytes_of_a_body) {
  auto binary = samples::webhook();
  binary.body.clear();
  for (int byte = 0; byte < 256; ++byte) binary.body.push_back(static_cast<char>(byte));
  auto empty = samples::webhook(2);
  empty.body.clear();
  ASSERT_TRUE(this->inbox().keep(binary));
  ASSERT_TRUE(this->inbox().keep(empty));
  EXPECT_EQ(this->inbox().pending(10), (std::vector{binary, empty}));
}

TYPED_TEST_P(webhook_inbox_contract, hands_out_the_oldest_first) {
  auto& inbox = this->inbox();
  ASSERT_TRUE(inbox.keep(samples::webhook(1)));
  ASSERT_TRUE(inbox.keep(samples::webhook(2)));
  ASSERT_TRUE(inbox.keep(samples::webhook(3)));
  EXPECT_EQ(inbox.pending(2), (std::vector{samples::webhook(1), samples::webhook(2)}));
}

TYPED_TEST_P(webhook_inbox_contract, remembers_the_key_of_one_that_is_worked_off) {
  auto& inbox = this->inbox();
  ASSERT_TRUE(inbox.keep(samples::webhook(1)));
  ASSERT_TRUE(inbox.settle(samples::webhook(1).key));
  EXPECT_TRUE(inbox.pending(10)->empty());
  EXPECT_EQ(inbox.keep(samples::webhook(1)), false);
  EXPECT_TRUE(inbox.pending(10)->empty());
  EXPECT_TRUE(inbox.settle("a key that nobody knows"));
}

TYPED_TEST_P(webhook_inbox_contract, forgets_what_was_worked_off_long_ago) {
  auto& inbox = this->inbox();
  for (unsigned char number = 1; number <= 3; ++number) ASSERT_TRUE(inbox.keep(samples::webhook(number)));
  ASSERT_TRUE(inbox.settle(samples::webhook(1).key));
  ASSERT_TRUE(inbox.settle(samples::webhook(3).key));
  EXPECT_EQ(inbox.forget(samples::webhook(3).received_at), 1u);
  EXPECT_EQ(inbox.keep(samples::webhook(1)), true) << "forgotten";
  EXPECT_EQ(inbox.keep(samples::webhook(2)), false) << "not worked off";
  EXPECT_EQ(inbox.keep(samples::webhook(3)), false) << "not so long ago";
}

REGISTER_TYPED_TEST_SUITE_P(webhook_inbox_contract, keeps_each_once, keeps_any_bytes_of_a_body,
                            hands_out_the_oldest_first, remembers_the_key_of_one_that_is_worked_off,
                            forgets_what_was_worked_off_long_ago);

}  // namespace flex_video::core
