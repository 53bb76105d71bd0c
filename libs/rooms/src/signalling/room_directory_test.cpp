#include "signalling/room_directory.hpp"

#include "signalling/signalling_errc.hpp"

#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

struct directing : testing::Test {
  room_server_options options;
  base::manual_clock clock;
  base::counting_random random;
  room_services services{.options = options, .clock = clock, .random = random, .send = {}};
  room_directory rooms{services};
};

TEST_F(directing, finds_a_room_by_name_and_by_sid) {
  auto* const opened = rooms.open("r1", 2, false).value();
  EXPECT_EQ(rooms.find("r1"), opened);
  EXPECT_EQ(rooms.find(opened->sid().text()), opened);
  EXPECT_EQ(rooms.find("r2"), nullptr);
}

TEST_F(directing, a_room_without_a_name_is_named_by_its_sid) {
  auto* const opened = rooms.open(std::nullopt, 2, true).value();
  EXPECT_EQ(opened->unique_name(), opened->sid().text());
  EXPECT_EQ(rooms.find(opened->unique_name()), opened);
}

TEST_F(directing, an_ended_room_is_known_by_its_sid_only) {
  auto* const opened = rooms.open("r1", 2, false).value();
  const auto sid = opened->sid();
  EXPECT_FALSE(rooms.ended(sid.text()));
  rooms.end(*opened);
  EXPECT_TRUE(rooms.ended(sid.text()));
  EXPECT_EQ(rooms.find(sid.text()), nullptr);
  EXPECT_EQ(rooms.find("r1"), nullptr);
  EXPECT_NE(rooms.open("r1", 2, false).value()->sid(), sid);
}

TEST_F(directing, refuses_names_that_are_none) {
  EXPECT_EQ(rooms.open("", 2, false).error().code, signalling_errc::room_name_invalid);
  EXPECT_EQ(rooms.open("RM" + std::string(32, '0'), 2, false).error().code,
            signalling_errc::room_name_invalid);
  EXPECT_EQ(rooms.open(std::string(129, 'x'), 2, false).error().code, signalling_errc::room_name_too_long);
  EXPECT_TRUE(rooms.open(std::string(128, 'x'), 2, false));
}

TEST_F(directing, refuses_more_rooms_than_the_limit_until_one_ends) {
  options.limits.rooms = 1;
  auto* const opened = rooms.open("r1", 2, false).value();
  EXPECT_EQ(rooms.open("r2", 2, false).error().code, signalling_errc::room_not_created);
  rooms.end(*opened);
  EXPECT_TRUE(rooms.open("r2", 2, false));
}

TEST_F(directing, forgets_the_oldest_of_too_many_ended_rooms_and_the_old) {
  options.limits.ended_rooms_remembered = 1;
  options.limits.ended_rooms_for = std::chrono::hours{1};
  const auto end = [&](const std::string& name) {
    auto* const opened = rooms.open(name, 2, false).value();
    const auto sid = opened->sid();
    rooms.end(*opened);
    clock.advance(std::chrono::seconds{1});
    return sid;
  };
  const auto first = end("r1"), second = end("r2");
  EXPECT_EQ(rooms.forget_ended(), std::vector{first});
  EXPECT_FALSE(rooms.ended(first.text()));
  EXPECT_TRUE(rooms.ended(second.text()));
  clock.advance(std::chrono::hours{1});
  EXPECT_EQ(rooms.forget_ended(), std::vector{second});
  EXPECT_FALSE(rooms.ended_at(second));
}

}  // namespace
}  // namespace flex_video::rooms
