#include "flex_video/base/secret.hpp"

#include <gtest/gtest.h>

#include <ostream>

namespace flex_video::base {
namespace {

template <class T>
concept printable = requires(std::ostream& out, const T& value) { out << value; };

static_assert(!printable<secret>);
static_assert(!std::is_convertible_v<secret, std::string_view>);

TEST(secret, gives_its_text_only_when_asked) {
  const secret key{"hunter2"};
  EXPECT_EQ(key.reveal(), "hunter2");
  EXPECT_FALSE(key.empty());
}

TEST(secret, matches_equal_bytes_only) {
  const secret key{"hunter2"};
  EXPECT_TRUE(key.matches("hunter2"));
  EXPECT_FALSE(key.matches("hunter3"));
  EXPECT_FALSE(key.matches("hunter22"));
  EXPECT_FALSE(key.matches(""));
}

TEST(secret, leaves_nothing_behind_when_moved) {
  secret from{"hunter2"};
  const secret to{std::move(from)};
  EXPECT_EQ(to.reveal(), "hunter2");
  EXPECT_TRUE(from.empty());
}

}  // namespace
}  // namespace flex_video::base
