#include "room_keeper.hpp"

#include "samples.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

namespace flex_video::app {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class fake_rooms final : public core::kept_rooms {
 public:
  base::result<void> keep(const std::vector<core::kept_room>& changed) override {
    if (meanwhile) meanwhile();
    if (down) return base::fail(core::store_errc::unavailable);
    kept.push_back(changed);
    return {};
  }
  base::result<std::vector<std::string>> states() override { return std::vector<std::string>{}; }

  bool down = false;
  std::function<void()> meanwhile;
  std::vector<std::vector<core::kept_room>> kept;
};

core::kept_room room(unsigned char number, std::optional<std::string> state) {
  return {.room = core::samples::sid_of<"RM">(number), .state = std::move(state)};
}

class keeping : public testing::Test {
 protected:
  fake_rooms store_;
  room_keeper keeper_{store_};
};

TEST_F(keeping, writes_the_last_state_of_each_room_once) {
  EXPECT_FALSE(keeper_.add({}));
  EXPECT_TRUE(keeper_.add({room(1, "one"), room(2, "two")}));
  EXPECT_TRUE(keeper_.add({room(2, std::nullopt)}));
  EXPECT_TRUE(keeper_.keep());
  EXPECT_TRUE(keeper_.keep());
  ASSERT_THAT(store_.kept, ElementsAre(ElementsAre(room(1, "one"), room(2, std::nullopt))));
}

TEST_F(keeping, tries_again_what_the_store_refused_but_for_what_is_newer) {
  store_.down = true;
  store_.meanwhile = [&] { keeper_.add({room(2, "two again")}); };
  keeper_.add({room(1, "one"), room(2, "two")});
  EXPECT_EQ(keeper_.keep().error().code, core::store_errc::unavailable);
  EXPECT_THAT(store_.kept, IsEmpty());
  store_.down = false;
  store_.meanwhile = {};
  EXPECT_TRUE(keeper_.add({})) << "still waiting";
  EXPECT_TRUE(keeper_.keep());
  EXPECT_THAT(store_.kept, ElementsAre(ElementsAre(room(1, "one"), room(2, "two again"))));
}

}  // namespace
}  // namespace flex_video::app
