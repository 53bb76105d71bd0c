#include "serve_sources.hpp"

#include "usage_error.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <stdlib.h>

namespace flex_video::app {
namespace {

namespace fs = std::filesystem;

TEST(config_path, is_the_named_file_or_stands_beside_the_data_folder) {
  using names = std::map<std::string, std::string>;
  const auto file = [](const names& flags, const names& environment) {
    return find_config(flags, environment).file;
  };
  EXPECT_EQ(file({}, {}), "flex-video.toml");
  EXPECT_EQ(file({{"data", "/var/lib/flex-video"}}, {}), "/var/lib/flex-video.toml");
  EXPECT_EQ(file({{"data", "/srv/calls/data/"}}, {}), "/srv/calls/flex-video.toml");
  EXPECT_EQ(file({}, {{"FLEX_VIDEO_DATA", "/srv/calls/data"}}), "/srv/calls/flex-video.toml");
  EXPECT_EQ(file({{"config", "a.toml"}}, {{"FLEX_VIDEO_CONFIG", "b.toml"}}), "a.toml");
  EXPECT_EQ(file({{"data", "d"}}, {{"FLEX_VIDEO_CONFIG", "b.toml"}}), "b.toml");
  EXPECT_FALSE(find_config({}, {{"FLEX_VIDEO_CONFIG", ""}}).named);
  EXPECT_TRUE(find_config({}, {{"FLEX_VIDEO_CONFIG", "b.toml"}}).named);
}

class opened_sources : public testing::Test {
 protected:
  opened_sources() {
    std::string name = testing::TempDir() + "sources-XXXXXX";
    folder_ = mkdtemp(name.data());
  }
  ~opened_sources() override { fs::remove_all(folder_); }

  void write(const fs::path& file, const std::string& text, fs::perms mode) const {
    std::ofstream{folder_ / file} << text;
    fs::permissions(folder_ / file, mode);
  }

  fs::path folder_;
};

TEST_F(opened_sources, hold_the_file_and_who_can_read_it) {
  write("flex-video.toml", "port = 1\n", fs::perms{0640});
  const std::map<std::string, std::string> flags{{"data", (folder_ / "data").string()}};
  auto file = open_serve_sources(flags).file.value();
  EXPECT_EQ(file.path, folder_ / "flex-video.toml");
  EXPECT_EQ(file.text, "port = 1\n");
  EXPECT_FALSE(file.others_can_read);
  fs::permissions(file.path, fs::perms{0644});
  EXPECT_TRUE(open_serve_sources(flags).file.value().others_can_read);
}

TEST_F(opened_sources, hold_the_environment_and_read_files) {
  write("secret", "text", fs::perms{0600});
  ASSERT_EQ(setenv("FLEX_VIDEO_LOBBY", "a=b", 1), 0);
  const auto sources = open_serve_sources({{"data", (folder_ / "data").string()}});
  ASSERT_EQ(unsetenv("FLEX_VIDEO_LOBBY"), 0);
  EXPECT_EQ(sources.environment.at("FLEX_VIDEO_LOBBY"), "a=b");
  EXPECT_FALSE(sources.file);
  EXPECT_EQ(sources.read_file(folder_ / "secret"), "text");
  EXPECT_EQ(sources.read_file(folder_ / "nowhere"), std::nullopt);
}

TEST_F(opened_sources, refuse_a_named_file_that_is_not_there_or_is_a_folder) {
  EXPECT_THROW(open_serve_sources({{"config", (folder_ / "nowhere.toml").string()}}), usage_error);
  EXPECT_THROW(open_serve_sources({{"config", folder_.string()}}), usage_error);
}

}  // namespace
}  // namespace flex_video::app
