#include "rooms_command.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace flex_video::app {
namespace {

const std::string room = R"({"sid":"RM1","unique_name":"den","date_created":"2026-11-24T10:00:00Z"})";

TEST(rooms_command, writes_a_line_a_room) {
  EXPECT_EQ(line_of_room(room, R"({"participants":[{"identity":"alice"},{"identity":"bob"}]})"),
            "RM1  2026-11-24T10:00:00Z  den  alice, bob");
  EXPECT_EQ(line_of_room(room, R"({"participants":[]})"), "RM1  2026-11-24T10:00:00Z  den  nobody");
}

TEST(rooms_command, says_so_when_an_answer_is_none) {
  for (const auto* people : {"", "[]", "{}", R"({"participants":7})", R"({"participants":[{}]})"})
    EXPECT_THROW(line_of_room(room, people), std::runtime_error) << people;
  EXPECT_THROW(line_of_room("{}", R"({"participants":[]})"), std::runtime_error);
}

}  // namespace
}  // namespace flex_video::app
