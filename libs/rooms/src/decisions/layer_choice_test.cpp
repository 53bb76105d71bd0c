#include "decisions/layer_choice.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace flex_video::rooms {
namespace {

TEST(layer_choice, goes_by_the_area_shown) {
  struct row {
    render_dimensions shown;
    unsigned layers;
  };
  constexpr auto huge = std::numeric_limits<std::uint32_t>::max();
  for (const auto& [shown, layers] :
       {row{{0, 0}, 1}, row{{50, 40}, 1}, row{{320, 180}, 1}, row{{180, 320}, 1}, row{{321, 180}, 2},
        row{{640, 360}, 2}, row{{640, 361}, 3}, row{{1280, 720}, 3}, row{{huge, huge}, 3}})
    EXPECT_EQ(layers_for(shown), layers) << shown.width << "x" << shown.height;
  EXPECT_EQ(layers_for({}), 3u);
}

TEST(layer_choice, makes_a_single_layer_small_at_its_source) {
  struct row {
    std::vector<incoming_video> videos;
    std::uint32_t limit;
  };
  for (const auto& [videos, limit] :
       {row{{}, 0}, row{{{1, 1}}, 210'000}, row{{{1, 2}}, 660'000}, row{{{1, 3}}, 0}, row{{{1, 0}}, 0},
        row{{{3, 1}}, 0}, row{{{1, 1}, {1, 2}}, 810'000}, row{{{1, 1}, {1, 3}}, 0}, row{{{1, 1}, {3, 1}}, 0}})
    EXPECT_EQ(uplink_limit(videos), limit);
}

}  // namespace
}  // namespace flex_video::rooms
