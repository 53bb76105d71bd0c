#include "flex_video/core/erasable.hpp"

#include "samples.hpp"

#include <gtest/gtest.h>

namespace flex_video::core {
namespace {

TEST(erasable, is_what_has_ended_and_is_written_of_no_more) {
  auto session = samples::session();
  const auto later = samples::noon + room_written_within;
  EXPECT_FALSE(erasable(session, later));
  session.state = session_state::ended;
  session.ended_at = samples::noon;
  EXPECT_FALSE(erasable(session, later)) << "its room may be open";
  session.room_closed = true;
  EXPECT_TRUE(erasable(session, later));
  EXPECT_FALSE(erasable(session, later - std::chrono::milliseconds{1}));
}

}  // namespace
}  // namespace flex_video::core
