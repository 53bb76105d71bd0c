#include "doctor/state_verdicts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/magic.h>

namespace flex_video::app::doctor {
namespace {

using std::filesystem::perms;
using testing::HasSubstr;

database_found sqlite_with(store::schema schema) {
  return {.folder = folder_found{.path = "/d", .there = true, .writable = true, .on = file_system::local},
          .schema = schema};
}

TEST(database, answers_with_tables_that_are_known) {
  EXPECT_EQ(judge_database(sqlite_with({.version = 3, .known = 3})).grade, grade::ok);
  EXPECT_EQ(judge_database(sqlite_with({.version = 0, .known = 3})).grade, grade::ok);
  EXPECT_EQ(judge_database(sqlite_with({.version = 2, .known = 3})).grade, grade::warn);
  EXPECT_THAT(judge_database(sqlite_with({.version = 2, .known = 3})).remedy, HasSubstr("backup"));
  EXPECT_EQ(judge_database(sqlite_with({.version = 4, .known = 3})).grade, grade::fail);
  database_found server{.folder = {}, .schema = store::schema{.version = 3, .known = 3}};
  EXPECT_THAT(judge_database(server).found, HasSubstr("PostgreSQL answers"));
  server.schema = base::fail(store::errc::unreachable, "why");
  EXPECT_EQ(judge_database(server).grade, grade::fail);
  EXPECT_THAT(judge_database(server).remedy, HasSubstr("FLEX_VIDEO_DATABASE"));
}

TEST(database, of_sqlite_wants_a_folder_of_its_own_on_a_local_disk) {
  const auto judged = [](auto change) {
    auto found = sqlite_with({.version = 1, .known = 1});
    change(*found.folder);
    return judge_database(found);
  };
  EXPECT_THAT(judged([](auto& folder) { folder.there = false; }).found, HasSubstr("/d is not there"));
  EXPECT_EQ(judged([](auto& folder) { folder.there = false; }).grade, grade::fail);
  EXPECT_EQ(judged([](auto& folder) { folder.writable = false; }).grade, grade::fail);
  EXPECT_EQ(judged([](auto& folder) { folder.on = file_system::network; }).grade, grade::fail);
  EXPECT_EQ(judged([](auto& folder) { folder.on = file_system::memory; }).grade, grade::warn);
  EXPECT_EQ(judged([](auto& folder) { folder.on = file_system::unknown; }).grade, grade::warn);
}

TEST(file_system, is_local_unless_it_is_known_not_to_be) {
  EXPECT_EQ(file_system_of(EXT4_SUPER_MAGIC), file_system::local);
  EXPECT_EQ(file_system_of(NFS_SUPER_MAGIC), file_system::network);
  EXPECT_EQ(file_system_of(static_cast<int>(0xFF534D42)), file_system::network) << "CIFS, with its sign";
  EXPECT_EQ(file_system_of(TMPFS_MAGIC), file_system::memory);
  EXPECT_EQ(file_system_of(0x65735546), file_system::unknown) << "FUSE";
}

TEST(link_secret, is_for_its_owner_alone) {
  const auto judged = [](perms mode, bool given = false) {
    return judge_link_secret(
        {.given = given, .file = "/d/link-secret", .there = true, .long_enough = true, .mode = mode});
  };
  EXPECT_EQ(judged(perms{0600}).grade, grade::ok);
  EXPECT_EQ(judged(perms{0640}).grade, grade::warn);
  EXPECT_EQ(judged(perms{0644}).grade, grade::fail);
  EXPECT_EQ(judged(perms{0604}).remedy, "chmod o= /d/link-secret");
  EXPECT_EQ(judged(perms{0602}).grade, grade::fail) << "who can write it can choose it";
  EXPECT_EQ(judged(perms{0440}, true).grade, grade::ok) << "as a group of Kubernetes' reads it";
  EXPECT_EQ(judged(perms{0444}, true).grade, grade::warn) << "as Docker mounts it";
}

TEST(link_secret, is_made_at_the_first_start_and_not_when_it_is_broken) {
  EXPECT_EQ(judge_link_secret({.file = "/d/link-secret"}).grade, grade::ok);
  EXPECT_EQ(judge_link_secret({.file = "/d/link-secret", .there = true, .mode = perms{0600}}).grade,
            grade::fail);
  EXPECT_EQ(judge_link_secret({.given = true, .file = {}}).grade, grade::ok);
}

TEST(link_secret, is_given_where_replicas_share_a_database) {
  EXPECT_EQ(judge_link_secret({.shared_store = true, .file = "/d/link-secret"}).grade, grade::warn);
  EXPECT_EQ(judge_link_secret({.given = true, .shared_store = true, .file = {}}).grade, grade::ok);
}

TEST(web_files, are_the_built_page_and_its_assets) {
  const auto judged = [](std::optional<std::string> page, bool assets = true) {
    return judge_web_files({.folder = "/w", .page = std::move(page), .assets = assets}).grade;
  };
  EXPECT_EQ(judged("a __ARRIVAL__ b"), grade::ok);
  EXPECT_EQ(judged("a __ARRIVAL__ b", false), grade::fail);
  EXPECT_EQ(judged("a"), grade::fail);
  EXPECT_EQ(judged("__ARRIVAL__ __ARRIVAL__"), grade::fail);
  EXPECT_EQ(judged(std::nullopt), grade::fail);
}

TEST(turn, is_missed_by_our_own_rooms_alone) {
  EXPECT_EQ(judge_turn(video_source::twilio, false), std::nullopt);
  EXPECT_EQ(judge_turn(video_source::rooms, true), std::nullopt);
  EXPECT_EQ(judge_turn(video_source::rooms, false).value().grade, grade::warn);
}

TEST(turn, is_fine_only_when_it_relays_for_us_alone) {
  EXPECT_EQ(judge_turn("turn:a", turn_found::relays).grade, grade::ok);
  EXPECT_EQ(judge_turn("turn:a", turn_found::open_to_all).grade, grade::warn);
  for (const auto found :
       {turn_found::silent, turn_found::something_else, turn_found::other_secret, turn_found::refuses}) {
    const auto verdict = judge_turn("turn:a", found);
    EXPECT_EQ(verdict.grade, grade::fail);
    EXPECT_THAT(verdict.found, HasSubstr("turn:a"));
    EXPECT_NE(verdict.remedy, "");
  }
}

}  // namespace
}  // namespace flex_video::app::doctor
