#include "decisions/track_rules.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace flex_video::rooms {
namespace {

const auto ann = *twilio::participant_sid::parse("PA" + std::string(32, '1'));
const publication camera{.id = "c",
                         .sid = *twilio::track_sid::parse("MT" + std::string(32, '2')),
                         .kind = track_kind::video,
                         .name = "camera",
                         .enabled = true,
                         .priority = track_priority::high};

bool by(const std::vector<track_rule>& rules) { return includes(rules, camera, ann, "ann"); }

constexpr bool include = true, exclude = false;

TEST(track_rules, include_nothing_by_themselves) {
  EXPECT_FALSE(by({}));
  EXPECT_TRUE(by({{.include = include}}));
  EXPECT_FALSE(by({{.include = exclude}}));
}

TEST(track_rules, match_by_each_selector) {
  EXPECT_TRUE(by({{.include = include, .publisher = "ann"}}));
  EXPECT_TRUE(by({{.include = include, .publisher = ann.str()}}));
  EXPECT_FALSE(by({{.include = include, .publisher = "ben"}}));
  EXPECT_TRUE(by({{.include = include, .track = "camera"}}));
  EXPECT_TRUE(by({{.include = include, .track = camera.sid.str()}}));
  EXPECT_FALSE(by({{.include = include, .track = "c"}}));
  EXPECT_TRUE(by({{.include = include, .kind = track_kind::video}}));
  EXPECT_FALSE(by({{.include = include, .kind = track_kind::audio}}));
  EXPECT_TRUE(by({{.include = include, .priority = track_priority::high}}));
  EXPECT_FALSE(by({{.include = include, .priority = track_priority::low}}));
}

TEST(track_rules, match_by_all_selectors_together) {
  EXPECT_TRUE(by({{.include = include, .publisher = "ann", .kind = track_kind::video}}));
  EXPECT_FALSE(by({{.include = include, .publisher = "ann", .kind = track_kind::audio}}));
}

TEST(track_rules, count_the_last_that_matches) {
  EXPECT_FALSE(by({{.include = include}, {.include = exclude, .kind = track_kind::video}}));
  EXPECT_TRUE(by({{.include = exclude}, {.include = include, .track = "camera"}}));
  EXPECT_TRUE(by({{.include = include}, {.include = exclude, .kind = track_kind::audio}}));
}

}  // namespace
}  // namespace flex_video::rooms
