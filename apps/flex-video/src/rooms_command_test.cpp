#include "rooms_command.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace flex_video::app {
namespace {

const std::string room =
    R"({"sid":"RM1","unique_name":"den","date_created":"2026-11-24T10:00:00Z","type":"group"})";

TEST(rooms_command, writes_a_line_a_room) {
  EXPECT_EQ(line_of_room(room, R"({"participants":[{"identity":"alice"},{"identity":"bob"}]})"),
            "RM1  2026-11-24T10:00:00Z  group  den  alice, bob");
  EXPECT_EQ(line_of_room(room, R"({"participants":[]})"), "RM1  2026-11-24T10:00:00Z  group  den  nobody");
}

TEST(rooms_command, writes_a_line_a_media_worker) {
  EXPECT_EQ(
      lines_of_workers(R"({"media_workers":[)"
                       R"({"running":true,"rooms":2,"participants":5,"streams":30,"streams_at_most":400,)"
                       R"("losses":0},)"
                       R"({"running":false,"rooms":0,"participants":0,"streams":0,"streams_at_most":400,)"
                       R"("losses":3}]})"),
      "media worker 0: 30 of 400 streams, 5 participants in 2 rooms, 0 lost\n"
      "media worker 1 does not run: 0 of 400 streams, 0 participants in 0 rooms, 3 lost\n");
  EXPECT_EQ(lines_of_workers(R"({"media_workers":[]})"), "");
}

TEST(rooms_command, says_so_when_an_answer_is_none) {
  for (const auto* people : {"", "[]", "{}", R"({"participants":7})", R"({"participants":[{}]})"})
    EXPECT_THROW(line_of_room(room, people), std::runtime_error) << people;
  for (const auto* workers : {"", "{}", R"({"media_workers":7})", R"({"media_workers":[{}]})"})
    EXPECT_THROW(lines_of_workers(workers), std::runtime_error) << workers;
  EXPECT_THROW(line_of_room("{}", R"({"participants":[]})"), std::runtime_error);
}

}  // namespace
}  // namespace flex_video::app
