#pragma once

#include "samples.hpp"

#include "flex_video/core/ports/kept_rooms.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

/// What every kept_rooms must do. To run it on one, give a type that makes an empty one and hands it out by
/// `core::kept_rooms& rooms()`.
namespace flex_video::core {

template <class Maker>
class kept_rooms_contract : public testing::Test {
 protected:
  kept_rooms& rooms() { return maker_.rooms(); }
  static kept_room kept(unsigned char number, std::optional<std::string> state) {
    return {.room = samples::sid_of<"RM">(number), .state = std::move(state)};
  }

 private:
  Maker maker_;
};

TYPED_TEST_SUITE_P(kept_rooms_contract);

TYPED_TEST_P(kept_rooms_contract, keeps_the_last_state_of_each) {
  auto& rooms = this->rooms();
  EXPECT_TRUE(rooms.states()->empty());
  ASSERT_TRUE(rooms.keep({this->kept(1, R"({"name":"Zo\u00eb's \u0000"})"), this->kept(2, "two")}));
  ASSERT_TRUE(rooms.keep({this->kept(2, "two again"), this->kept(3, "three")}));
  EXPECT_THAT(rooms.states().value(),
              testing::UnorderedElementsAre(R"({"name":"Zo\u00eb's \u0000"})", "two again", "three"));
}

TYPED_TEST_P(kept_rooms_contract, forgets_those_that_ended) {
  auto& rooms = this->rooms();
  ASSERT_TRUE(rooms.keep({this->kept(1, "one"), this->kept(2, "two")}));
  ASSERT_TRUE(rooms.keep({this->kept(1, std::nullopt), this->kept(9, std::nullopt)})) << "known or not";
  EXPECT_THAT(rooms.states().value(), testing::ElementsAre("two"));
  EXPECT_TRUE(rooms.keep({}));
}

REGISTER_TYPED_TEST_SUITE_P(kept_rooms_contract, keeps_the_last_state_of_each, forgets_those_that_ended);

}  // namespace flex_video::core
