#include "composition/cell_grid.hpp"

#include <gmock/gmock.h>

namespace flex_video::rooms {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

region make_region(unsigned width, unsigned height) {
  return {.x = 0,
          .y = 0,
          .z = 0,
          .width = width,
          .height = height,
          .max_columns = 1'000,
          .max_rows = 1'000,
          .cells_excluded = {},
          .reuse = cell_reuse::show_oldest,
          .sources = {.included = {"*"}}};
}

TEST(dividing_a_region, puts_two_side_by_side) {
  EXPECT_THAT(cells_for(make_region(640, 480), 2), ElementsAre(cell{0, 0, 320, 480}, cell{320, 0, 320, 480}));
  EXPECT_THAT(cells_for(make_region(1280, 720), 2),
              ElementsAre(cell{0, 0, 640, 720}, cell{640, 0, 640, 720}));
}

TEST(dividing_a_region, puts_two_one_over_the_other_where_that_shows_more) {
  EXPECT_THAT(cells_for(make_region(240, 480), 2), ElementsAre(cell{0, 0, 240, 240}, cell{0, 240, 240, 240}));
}

TEST(dividing_a_region, gives_one_all_of_it_and_four_a_quarter) {
  EXPECT_THAT(cells_for(make_region(640, 480), 1), ElementsAre(cell{0, 0, 640, 480}));
  EXPECT_THAT(cells_for(make_region(640, 480), 4), SizeIs(4));
  EXPECT_EQ(cells_for(make_region(640, 480), 4)[3], (cell{320, 240, 320, 240}));
  EXPECT_THAT(cells_for(make_region(640, 480), 0), IsEmpty());
}

TEST(dividing_a_region, keeps_to_its_columns_and_rows) {
  auto column = make_region(640, 480);
  column.max_columns = 1;
  EXPECT_THAT(cells_for(column, 2), ElementsAre(cell{0, 0, 640, 240}, cell{0, 240, 640, 240}));
  column.max_rows = 1;
  EXPECT_THAT(cells_for(column, 2), ElementsAre(cell{0, 0, 640, 480})) << "the other waits";
}

TEST(dividing_a_region, leaves_out_excluded_cells) {
  auto mosaic = make_region(300, 300);
  mosaic.max_columns = mosaic.max_rows = 3;
  mosaic.cells_excluded = {0, 4};
  const auto cells = cells_for(mosaic, 2);
  EXPECT_THAT(cells, ElementsAre(cell{100, 0, 100, 100}, cell{200, 0, 100, 100}))
      << "of the grid as declared";
  EXPECT_THAT(cells_for(mosaic, 9), SizeIs(7));
  auto row = make_region(640, 480);
  row.cells_excluded = {0};
  EXPECT_THAT(cells_for(row, 1), ElementsAre(cell{320, 0, 320, 480}));
}

TEST(dividing_a_region, makes_cells_of_even_places_and_sides) {
  auto odd = make_region(101, 99);
  odd.x = 7;
  odd.y = 5;
  for (const auto& [x, y, width, height] : cells_for(odd, 7)) {
    EXPECT_EQ((x | y | width | height) & 1U, 0u);
    EXPECT_TRUE(x >= 6 && x + width <= 108 && y >= 4 && y + height <= 104);
  }
}

TEST(dividing_a_region, has_no_cells_that_are_too_small_to_be_seen) {
  auto fine = make_region(16, 16);
  fine.max_columns = fine.max_rows = 999;
  fine.cells_excluded = {0};
  EXPECT_THAT(cells_for(fine, 128), IsEmpty());
  EXPECT_THAT(cells_for(make_region(16, 16), 128),
              testing::Each(testing::Field(&cell::width, testing::Ge(2u))));
}

}  // namespace
}  // namespace flex_video::rooms
