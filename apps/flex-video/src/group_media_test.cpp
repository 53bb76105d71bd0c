#include "group_media.hpp"

#include "usage_error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace flex_video::app {
namespace {

using testing::ElementsAre;
using testing::Field;

const media_found all_there{.worker = "/there", .addresses = {"10.0.0.5", "fd00::5"}};

MATCHER_P(listens_at, address, "") { return arg.listen == address && arg.announced.empty(); }

TEST(group_media, is_there_by_itself_where_the_program_is) {
  const auto chosen = choose_media({}, all_there, false);
  ASSERT_TRUE(chosen);
  EXPECT_EQ(chosen->worker, "/there");
  EXPECT_EQ(chosen->workers, 0U) << "one a core";
  EXPECT_EQ(chosen->first_port, 40'000);
  EXPECT_EQ(chosen->last_port, 49'999);
  EXPECT_FALSE(choose_media({}, {}, false));
  EXPECT_FALSE(
      choose_media({.room_type = {}, .workers = 0, .worker = {}, .addresses = {}}, all_there, false));
}

TEST(group_media, refuses_to_do_without_a_program_that_was_asked_for) {
  EXPECT_THROW(choose_media({.room_type = {}, .workers = 1, .worker = {}, .addresses = {}}, {}, false),
               usage_error);
  EXPECT_THROW(
      choose_media({.room_type = {}, .workers = {}, .worker = "/nowhere", .addresses = {}}, {}, false),
      usage_error);
}

TEST(group_media, carries_calls_where_it_is_there_unless_somebody_wants_otherwise) {
  using enum rooms::room_type;
  EXPECT_EQ(choose_room_type({}, true), group);
  EXPECT_EQ(choose_room_type({}, false), peer_to_peer);
  EXPECT_EQ(choose_room_type({.room_type = peer_to_peer}, true), peer_to_peer);
  EXPECT_EQ(choose_room_type({.room_type = group}, true), group);
  EXPECT_THROW(choose_room_type({.room_type = group}, false), usage_error);
}

TEST(group_media, is_needed_for_recordings_and_coaches) {
  for (const auto& policy : {core::policy{.recording_allowed = true},
                             core::policy{.supervisor_join = core::supervisor_rule::coach}}) {
    EXPECT_EQ(choose_room_type({}, true, policy), rooms::room_type::group);
    EXPECT_THROW(choose_room_type({}, false, policy), usage_error);
  }
}

TEST(group_media, listens_where_browsers_can_reach_this_machine) {
  EXPECT_THAT(choose_media({}, all_there, false)->addresses,
              ElementsAre(listens_at("10.0.0.5"), listens_at("fd00::5")));
  // Firefox doesn't take loopback's candidates, Chromium of a machine without a network has no others.
  EXPECT_THAT(choose_media({}, all_there, true)->addresses,
              ElementsAre(listens_at("127.0.0.1"), listens_at("10.0.0.5"), listens_at("fd00::5")));
  EXPECT_THAT(choose_media({}, {.worker = "/there", .addresses = {}}, false)->addresses,
              ElementsAre(listens_at("127.0.0.1")));
  const media_settings given{
      .room_type = {}, .workers = {}, .worker = {}, .addresses = {{"0.0.0.0", "203.0.113.7"}}};
  EXPECT_THAT(choose_media(given, all_there, true)->addresses,
              ElementsAre(Field(&rooms::media_address::announced, "203.0.113.7")));
}

TEST(group_media, reads_addresses) {
  const auto both = parse_media_address("0.0.0.0=203.0.113.7");
  ASSERT_TRUE(both);
  EXPECT_EQ(both->listen, "0.0.0.0");
  EXPECT_EQ(both->announced, "203.0.113.7");
  EXPECT_THAT(parse_media_address("fd00::5"), testing::Optional(listens_at("fd00::5")));
  for (const auto* const none : {"", "=", "a.example", "0.0.0.0", "::", "10.0.0.5=", "10.0.0.5=a.example",
                                 "10.0.0.5=0.0.0.0", "10.0.0.5:4000", "=10.0.0.5"})
    EXPECT_FALSE(parse_media_address(none)) << none;
}

TEST(group_media, reads_port_ranges) {
  EXPECT_EQ(parse_port_range("1024-65535"), (port_range{1'024, 65'535}));
  EXPECT_EQ(parse_port_range("5000-5000"), (port_range{5'000, 5'000}));
  for (const auto* const none : {"", "-", "5000", "5001-5000", "1023-2000", "5000-65536", "5000-", "a-b"})
    EXPECT_FALSE(parse_port_range(none)) << none;
}

TEST(group_media, finds_a_program_that_is_named) {
  const auto file = std::filesystem::path{testing::TempDir()} / "a-media-worker";
  std::ofstream{file} << "#";
  EXPECT_EQ(find_media({.room_type = {}, .workers = {}, .worker = file, .addresses = {}}).worker,
            std::filesystem::canonical(file));
  std::filesystem::remove(file);
  EXPECT_EQ(find_media({.room_type = {}, .workers = {}, .worker = file, .addresses = {}}).worker, "");
}

}  // namespace
}  // namespace flex_video::app
