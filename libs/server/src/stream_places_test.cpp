#include "stream_places.hpp"

#include "samples.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace flex_video::server {
namespace {

using core::samples::id;

const viewer ada = flex_viewer{core::samples::ada, false, {}};
const viewer supervisor = flex_viewer{core::samples::ben, true, {}};
viewer guest(unsigned char number) { return guest_viewer{id<core::visit_id>(number)}; }

TEST(stream_places, are_bounded_for_each_side_of_each_session) {
  stream_places places{{.in_all = 100, .per_viewer = 2}};
  const auto one = id<core::session_id>(1);
  std::vector taken{places.take(one, ada), places.take(one, supervisor), places.take(one, guest(1)),
                    places.take(one, guest(1))};
  for (const auto& place : taken) EXPECT_TRUE(place);
  EXPECT_FALSE(places.take(one, ada)) << "the agents' side is full";
  EXPECT_FALSE(places.take(one, guest(1)));
  EXPECT_TRUE(places.take(one, guest(2))) << "a guest is not in another's way";
  EXPECT_TRUE(places.take(id<core::session_id>(2), ada));
}

TEST(stream_places, are_bounded_in_all) {
  stream_places places{{.in_all = 2, .per_viewer = 2}};
  const auto first = places.take(id<core::session_id>(1), ada);
  const auto second = places.take(id<core::session_id>(2), ada);
  EXPECT_TRUE(first);
  EXPECT_TRUE(second);
  EXPECT_FALSE(places.take(id<core::session_id>(3), ada));
}

TEST(stream_places, are_free_again_once_given_back) {
  stream_places places{{.in_all = 1, .per_viewer = 1}};
  auto place = places.take(id<core::session_id>(1), ada);
  EXPECT_FALSE(places.take(id<core::session_id>(1), ada));
  place.reset();
  EXPECT_TRUE(places.take(id<core::session_id>(1), ada));
}

TEST(stream_places, may_be_given_back_late) {
  std::shared_ptr<void> place;
  {
    stream_places places{{.in_all = 1, .per_viewer = 1}};
    place = places.take(id<core::session_id>(1), ada);
  }
  place.reset();
}

}  // namespace
}  // namespace flex_video::server
