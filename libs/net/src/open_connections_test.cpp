#include "open_connections.hpp"

#include <gmock/gmock.h>

namespace flex_video::net {
namespace {

class member_mock : public open_connections::member {
 public:
  MOCK_METHOD(void, sweep, (steady_time), (override));
  MOCK_METHOD(void, drain, (), (override));
  MOCK_METHOD(void, cut, (), (override));
};

TEST(open_connections, counts_members) {
  open_connections all;
  const auto one = std::make_shared<member_mock>();
  all.add(one);
  EXPECT_EQ(all.size(), 1U);
  all.remove(one);
  all.remove(one);
  EXPECT_EQ(all.size(), 0U);
}

TEST(open_connections, tells_once_when_the_last_has_left) {
  open_connections all;
  int times = 0;
  all.on_empty([&] { ++times; });
  const auto one = std::make_shared<member_mock>();
  const auto two = std::make_shared<member_mock>();
  all.add(one);
  all.add(two);
  all.remove(one);
  EXPECT_EQ(times, 0);
  all.remove(two);
  all.remove(two);
  EXPECT_EQ(times, 1);
}

TEST(open_connections, lets_a_member_leave_while_all_are_visited) {
  open_connections all;
  const auto one = std::make_shared<::testing::StrictMock<member_mock>>();
  const auto two = std::make_shared<::testing::StrictMock<member_mock>>();
  all.add(one);
  all.add(two);
  const auto both_leave = [&] {
    all.remove(one);
    all.remove(two);
  };
  EXPECT_CALL(*one, drain()).WillOnce(both_leave);
  EXPECT_CALL(*two, drain()).WillOnce(both_leave);
  all.drain();
  EXPECT_EQ(all.size(), 0U);
}

TEST(open_connections, is_empty_after_a_cut) {
  open_connections all;
  const auto one = std::make_shared<member_mock>();
  all.add(one);
  EXPECT_CALL(*one, cut());
  all.cut();
  EXPECT_EQ(all.size(), 0U);
}

}  // namespace
}  // namespace flex_video::net
