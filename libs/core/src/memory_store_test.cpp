#include "flex_video/core/memory_store.hpp"

#include "customer_data_contract.hpp"
#include "kept_rooms_contract.hpp"
#include "kept_stills_contract.hpp"
#include "session_store_contract.hpp"
#include "webhook_inbox_contract.hpp"

namespace flex_video::core {
namespace {

struct memory_store_maker {
  session_store& store() { return made; }
  webhook_inbox& inbox() { return made; }
  kept_rooms& rooms() { return made; }
  customer_data& data() { return made; }
  memory_store made;
};

INSTANTIATE_TYPED_TEST_SUITE_P(memory, session_store_contract, memory_store_maker);
INSTANTIATE_TYPED_TEST_SUITE_P(memory, webhook_inbox_contract, memory_store_maker);
INSTANTIATE_TYPED_TEST_SUITE_P(memory, kept_rooms_contract, memory_store_maker);
INSTANTIATE_TYPED_TEST_SUITE_P(memory, kept_stills_contract, memory_store_maker);
INSTANTIATE_TYPED_TEST_SUITE_P(memory, customer_data_contract, memory_store_maker);

TEST(memory_store, keeps_no_body_of_a_webhook_that_is_worked_off) {
  memory_store store;
  ASSERT_TRUE(store.keep(samples::webhook()));
  ASSERT_TRUE(store.settle(samples::webhook().key));
  EXPECT_EQ(store.contents().webhooks.at(0).webhook.body, "");
}

TEST(memory_store, tells_of_each_change_with_events) {
  memory_store store;
  std::vector<session_id> told;
  store.listen([&](const std::optional<session_id>& id) { told.push_back(*id); });
  ASSERT_TRUE(store.commit({.session = samples::session()}));
  EXPECT_TRUE(told.empty());
  ASSERT_TRUE(store.commit({.events = {samples::event()}}));
  EXPECT_EQ(told, std::vector{samples::session().id});
}

}  // namespace
}  // namespace flex_video::core
