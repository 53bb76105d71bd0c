#include "flex_video/core/identity.hpp"

#include "samples.hpp"

#include <gtest/gtest.h>

namespace flex_video::core {
namespace {

TEST(identity, names_worker_and_visit_and_comes_back) {
  const auto visit = samples::id<visit_id>(7);
  EXPECT_EQ(agent_identity(samples::ada), "agent:" + samples::ada.str());
  EXPECT_EQ(customer_identity(visit), "customer:" + visit.str());
  EXPECT_EQ(parse_identity(agent_identity(samples::ada)), participant{samples::ada});
  EXPECT_EQ(parse_identity(customer_identity(visit)), participant{visit});
  EXPECT_EQ(supervisor_identity(samples::ada), "supervisor:" + samples::ada.str());
  EXPECT_EQ(parse_identity(supervisor_identity(samples::ada)), participant{supervising{samples::ada}});
}

TEST(identity, tells_a_guest_s_role) {
  auto visit = samples::visit();
  EXPECT_EQ(guest_identity(visit), customer_identity(visit.id));
  visit.role = invite_role::interpreter;
  EXPECT_EQ(guest_identity(visit), "interpreter:" + visit.id.str());
  EXPECT_EQ(parse_identity(guest_identity(visit)), participant{visit.id});
  visit.role = invite_role::relative;
  EXPECT_EQ(parse_identity(guest_identity(visit)), participant{visit.id});
}

TEST(identity, takes_nothing_else_for_ours) {
  for (const auto* text : {"", "Ada Agent", "agent:", "agent:ada", "customer:", "customer:Customer-WT1",
                           "Agent:WK", ":", "relative:", "supervisor:", "supervisor:sue",
                           "somebody:AAAAAAAAAAAAAAAAAAAAAA", "agent:AAAAAAAAAAAAAAAAAAAAAA"}) {
    EXPECT_EQ(parse_identity(text), participant{}) << text;
  }
}

TEST(identity, names_the_room_after_its_task) { EXPECT_EQ(room_name("WT1"), "Room-WT1"); }

}  // namespace
}  // namespace flex_video::core
