#include "composition/compositions_folder.hpp"

#include "composition/testing/room_recordings.hpp"
#include "testing/temporary_folder.hpp"

#include <gmock/gmock.h>

#include <fstream>

namespace flex_video::rooms {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

struct keeping_compositions : testing::Test {
  temporary_folder recordings;
  compositions_folder folder{recordings.path};
  composition_record composition = composition_of({.sounds = {{"*"}}});
  std::filesystem::path whole = folder.path() / file_name_of(composition);
  std::filesystem::path part = recordings.path / compositions_folder::unfinished(composition);
};

TEST_F(keeping_compositions, lets_nobody_else_look_in) {
  EXPECT_EQ(std::filesystem::status(folder.path()).permissions(), std::filesystem::perms::owner_all);
}

TEST_F(keeping_compositions, makes_a_file_whole) {
  std::ofstream{part} << "12345";
  EXPECT_EQ(folder.finish(composition), 5u);
  EXPECT_TRUE(std::filesystem::exists(whole));
  EXPECT_FALSE(std::filesystem::exists(part));
  EXPECT_FALSE(folder.finish(composition)) << "it is not there any more";
}

TEST_F(keeping_compositions, erases_it_whole_or_not) {
  std::ofstream{part} << "12345";
  EXPECT_TRUE(folder.erase(composition));
  EXPECT_FALSE(std::filesystem::exists(part));
  std::ofstream{whole} << "12345";
  EXPECT_TRUE(folder.keep(composition));
  EXPECT_TRUE(folder.forget(composition));
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST_F(keeping_compositions, has_made_again_what_was_being_made) {
  composition.status = composition_status::processing;
  EXPECT_TRUE(folder.keep(composition));
  std::ofstream{part} << "half";
  std::ofstream{folder.path() / "CJ2.mp4"} << "of nobody";
  auto expected = composition;
  expected.status = composition_status::enqueued;
  EXPECT_THAT(folder.recover(), ElementsAre(expected));
  EXPECT_THAT(folder.known(), ElementsAre(expected));
  EXPECT_FALSE(std::filesystem::exists(part));
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "CJ2.mp4"));
}

TEST_F(keeping_compositions, leaves_what_was_made) {
  composition.status = composition_status::completed;
  EXPECT_TRUE(folder.keep(composition));
  std::ofstream{whole} << "12345";
  EXPECT_THAT(folder.recover(), ElementsAre(composition));
  EXPECT_TRUE(std::filesystem::exists(whole));
}

}  // namespace
}  // namespace flex_video::rooms
