#include "desk/contact_desk.hpp"

#include "test_parts.hpp"

#include "flex_video/sandbox/errc.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flex_video::sandbox {
namespace {

using testing::ElementsAre;

class contact_desk_test : public testing::Test {
 protected:
  test_parts test;
  contact_desk& desk = test.parts.desk;
};

TEST_F(contact_desk_test, brings_the_agent_in_on_accepting_and_out_on_completing) {
  const auto [talk, held] = test.arrive();
  EXPECT_FALSE(talk->find_member("ada"));
  ASSERT_TRUE(desk.advance(*held, reservation_status::accepted));
  EXPECT_TRUE(talk->find_member("ada"));
  ASSERT_TRUE(desk.advance(*held, reservation_status::wrapping));
  EXPECT_TRUE(talk->find_member("ada")) << "wrapping up, one may still read";
  ASSERT_TRUE(desk.advance(*held, reservation_status::completed));
  EXPECT_FALSE(talk->find_member("ada"));
}

TEST_F(contact_desk_test, moves_a_conversation_in_the_order_that_flex_expects) {
  const auto [talk, held] = test.arrive_accepted();
  test.parts.out.take();
  const auto offered = desk.transfer(*held, test.who("ben"));
  ASSERT_TRUE(offered);
  EXPECT_THAT(told(test.parts.out),
              ElementsAre("bridge ada reservation.wrapup", "bridge ada task.wrapup", "sync map_item_removed",
                          "sync map_item_removed", R"(phone {"left":"Ada Agent"})",
                          "bridge ben reservation.created"));
  EXPECT_NE((*offered)->task.sid, held->task.sid);
  EXPECT_EQ(desk.conversation_of(**offered), talk);
  ASSERT_TRUE(desk.advance(**offered, reservation_status::accepted));
  EXPECT_TRUE(talk->find_member("ben"));
}

TEST_F(contact_desk_test, tells_the_task_where_its_customer_is_reached) {
  EXPECT_EQ(test.arrive("sms").held->task.attributes.at("customerAddress"), "+12025550101");
  EXPECT_EQ(test.arrive("whatsapp").held->task.attributes.at("customerAddress"), "whatsapp:+12025550102");
  EXPECT_FALSE(test.arrive("web").held->task.attributes.contains("customerAddress"));
}

TEST_F(contact_desk_test, transfers_only_what_is_accepted) {
  const auto [talk, held] = test.arrive();
  EXPECT_EQ(desk.transfer(*held, test.who("ben")).error().code, errc::wrong_status);
  EXPECT_EQ(held->status, reservation_status::pending);
}

TEST_F(contact_desk_test, has_no_conversation_for_a_call) {
  const auto [talk, held] = test.arrive("voice");
  EXPECT_EQ(talk, nullptr);
  EXPECT_EQ(held->task.channel, "voice");
  EXPECT_TRUE(desk.advance(*held, reservation_status::accepted));
  EXPECT_FALSE(held->task.attributes.contains("conversationSid"));
}

TEST_F(contact_desk_test, tells_when_a_task_is_at_its_end) {
  std::vector<twilio::task_sid> ended;
  test.parts.options.on_task_end = [&](const twilio::task_sid& task) { ended.push_back(task); };
  const auto [talk, held] = test.arrive_accepted();
  EXPECT_TRUE(ended.empty());
  ASSERT_TRUE(desk.advance(*held, reservation_status::wrapping));
  EXPECT_THAT(ended, ElementsAre(held->task.sid));
  ASSERT_TRUE(desk.advance(*held, reservation_status::wrapping));
  EXPECT_EQ(ended.size(), 1u);
}

}  // namespace
}  // namespace flex_video::sandbox
