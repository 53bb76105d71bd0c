#include "link_secret.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <stdexcept>
#include <stdlib.h>

namespace flex_video::app {
namespace {

namespace fs = std::filesystem;

class kept_link_secret : public testing::Test {
 protected:
  kept_link_secret() {
    std::string name = testing::TempDir() + "link-secret-XXXXXX";
    folder_ = mkdtemp(name.data());
  }
  ~kept_link_secret() override { fs::remove_all(folder_); }

  fs::path folder_;
  base::system_random random_;
};

TEST_F(kept_link_secret, is_made_once_for_its_owner_alone) {
  const auto data = folder_ / "new" / "data";
  const auto made = open_link_secret(data, random_);
  EXPECT_EQ(made.reveal().size(), 64u);
  EXPECT_TRUE(open_link_secret(data, random_).matches(made.reveal()));
  EXPECT_EQ(fs::status(data / "link-secret").permissions(), fs::perms{0600});
  EXPECT_FALSE(open_link_secret(folder_ / "other", random_).matches(made.reveal()));
}

TEST_F(kept_link_secret, is_hidden_even_after_a_stop_left_an_open_file) {
  std::ofstream{folder_ / "link-secret.new"} << "half";
  fs::permissions(folder_ / "link-secret.new", fs::perms{0644});
  open_link_secret(folder_, random_);
  EXPECT_EQ(fs::status(folder_ / "link-secret").permissions(), fs::perms{0600});
}

TEST_F(kept_link_secret, refuses_a_file_that_holds_none) {
  std::ofstream{folder_ / "link-secret"} << std::string(31, 'x') << '\n';
  EXPECT_THROW(open_link_secret(folder_, random_), std::runtime_error);
  std::ofstream{folder_ / "link-secret"} << std::string(32, 'x') << '\n';
  EXPECT_EQ(open_link_secret(folder_, random_).reveal(), std::string(32, 'x'));
}

}  // namespace
}  // namespace flex_video::app
