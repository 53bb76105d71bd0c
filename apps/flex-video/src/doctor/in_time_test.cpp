#include "doctor/in_time.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>

namespace flex_video::app::doctor {
namespace {

using namespace std::chrono_literals;

TEST(in_time, gives_what_the_work_returns_or_throws) {
  EXPECT_EQ(in_time(10s, [] { return 7; }), 7);
  EXPECT_THROW(in_time(10s, []() -> int { throw std::runtime_error{"broken"}; }), std::runtime_error);
}

TEST(in_time, goes_on_without_work_that_hangs) {
  const auto released = std::make_shared<std::promise<void>>();
  const auto ended = std::make_shared<std::promise<void>>();
  const auto hang = [released, ended] {
    released->get_future().wait();
    ended->set_value();
    return 7;
  };
  EXPECT_EQ(in_time(1ms, hang), std::nullopt);
  released->set_value();
  ended->get_future().wait();
}

}  // namespace
}  // namespace flex_video::app::doctor
