#include "signalling/publications.hpp"

#include "signalling/signalling_errc.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

listed_track named(std::string id, std::string name) {
  return {.id = std::move(id),
          .kind = track_kind::video,
          .name = std::move(name),
          .enabled = true,
          .priority = track_priority::standard};
}

struct publishing : testing::Test {
  rooms::limits limits;
  base::counting_random random;
  rooms::publications tracks{limits, {}};

  publications::change list(std::uint32_t revision, std::vector<listed_track> all) {
    return tracks.apply({.revision = revision, .tracks = std::move(all)}, random);
  }
};

TEST_F(publishing, gives_a_new_track_a_sid) {
  const auto change = list(1, {named("a", "camera")});
  EXPECT_TRUE(change.tracks && change.own_list);
  ASSERT_EQ(tracks.ready().size(), 1u);
  EXPECT_EQ(tracks.ready()[0].sid.text().substr(0, 2), "MT");
}

TEST_F(publishing, ignores_what_is_not_newer) {
  list(2, {named("a", "camera")});
  EXPECT_FALSE(list(2, {}).visible());
  EXPECT_FALSE(list(1, {}).visible());
  EXPECT_EQ(tracks.ready().size(), 1u);
}

TEST_F(publishing, the_same_list_again_changes_nothing) {
  list(1, {named("a", "camera")});
  const auto change = list(2, {named("a", "camera")});
  EXPECT_FALSE(change.visible() || change.own_list);
}

TEST_F(publishing, a_muted_track_keeps_its_sid_and_its_subscribers) {
  list(1, {named("a", "camera")});
  const auto sid = tracks.ready()[0].sid;
  auto muted = named("a", "camera");
  muted.enabled = false;
  const auto change = list(2, {muted});
  EXPECT_TRUE(change.details);
  EXPECT_FALSE(change.tracks || change.own_list);
  EXPECT_FALSE(tracks.ready()[0].enabled);
  EXPECT_EQ(tracks.ready()[0].sid, sid);
}

TEST_F(publishing, another_priority_is_a_detail) {
  list(1, {named("a", "camera")});
  auto urgent = named("a", "camera");
  urgent.priority = track_priority::high;
  EXPECT_TRUE(list(2, {urgent}).details);
  EXPECT_EQ(tracks.ready()[0].priority, track_priority::high);
}

TEST_F(publishing, a_track_no_longer_listed_is_unpublished) {
  list(1, {named("a", "camera"), named("b", "screen")});
  EXPECT_TRUE(list(2, {named("b", "screen")}).tracks);
  ASSERT_EQ(tracks.ready().size(), 1u);
  EXPECT_EQ(tracks.ready()[0].id, "b");
}

TEST_F(publishing, a_republished_track_gets_a_new_sid) {
  list(1, {named("a", "camera")});
  const auto sid = tracks.ready()[0].sid;
  list(2, {});
  list(3, {named("a", "camera")});
  EXPECT_NE(tracks.ready()[0].sid, sid);
}

TEST_F(publishing, refuses_a_second_track_of_one_name) {
  const auto change = list(1, {named("a", "camera"), named("b", "camera")});
  EXPECT_TRUE(change.own_list);
  EXPECT_EQ(tracks.ready().size(), 1u);
  ASSERT_EQ(tracks.failed().size(), 1u);
  EXPECT_EQ(tracks.failed()[0].id, "b");
  EXPECT_EQ(tracks.failed()[0].reason, signalling_errc::track_name_duplicated);
}

TEST_F(publishing, a_name_is_free_again_in_the_message_that_unpublishes_it) {
  list(1, {named("a", "camera")});
  list(2, {named("b", "camera")});
  EXPECT_EQ(tracks.ready().size(), 1u);
  EXPECT_TRUE(tracks.failed().empty());
}

TEST_F(publishing, counts_characters_of_a_name_not_bytes) {
  std::string name;
  for (std::size_t i = 0; i < limits.name_characters; ++i) name += "ü";
  list(1, {named("a", name), named("b", name + "x")});
  EXPECT_EQ(tracks.ready().size(), 1u);
  ASSERT_EQ(tracks.failed().size(), 1u);
  EXPECT_EQ(tracks.failed()[0].reason, signalling_errc::track_name_too_long);
}

TEST_F(publishing, refuses_more_tracks_than_the_limit) {
  limits.published_tracks = 2;
  list(1, {named("a", "1"), named("b", "2"), named("c", "3")});
  ASSERT_EQ(tracks.failed().size(), 1u);
  EXPECT_EQ(tracks.failed()[0].reason, signalling_errc::too_many_tracks);
}

TEST_F(publishing, a_refused_track_stays_refused_until_it_is_no_longer_listed) {
  list(1, {named("a", "camera"), named("b", "camera")});
  EXPECT_FALSE(list(2, {named("b", "camera")}).details);
  EXPECT_EQ(tracks.failed().size(), 1u);
  EXPECT_TRUE(list(3, {}).own_list);
  EXPECT_TRUE(tracks.failed().empty());
}

}  // namespace
}  // namespace flex_video::rooms
