#include "composition/video_layout.hpp"

#include <gmock/gmock.h>

namespace flex_video::rooms {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr picture_size vga{640, 480};

std::vector<region> read(const std::string& text, const layout_limits& limits = {}) {
  return read_video_layout(text, vga, limits).value();
}
std::string refusal_of(const std::string& text, const layout_limits& limits = {}) {
  const auto read = read_video_layout(text, vga, limits);
  if (read) return "none";
  EXPECT_EQ(read.error().status, 400);
  EXPECT_EQ(read.error().code, 20001);
  return read.error().message;
}
/// One region with these members besides its sources.
std::string region_with(const std::string& members) {
  return R"({"main": {"video_sources": ["*"], )" + members + "}}";
}

TEST(reading_a_layout, knows_twilios_defaults) {
  const region expected{.x = 0,
                        .y = 0,
                        .z = 0,
                        .width = 640,
                        .height = 480,
                        .max_columns = 1'000,
                        .max_rows = 1'000,
                        .cells_excluded = {},
                        .reuse = cell_reuse::show_oldest,
                        .sources = {.included = {"*"}}};
  EXPECT_THAT(read(R"({"grid": {"video_sources": ["*"]}})"), ElementsAre(expected));
}

TEST(reading_a_layout, takes_everything_that_is_said) {
  const auto regions = read(R"({
    "main": {"video_sources": ["screen"]},
    "row": {"x_pos": 10, "y_pos": 20, "z_pos": -3, "width": 300, "height": 100, "max_columns": 3, "max_rows": 2,
            "cells_excluded": [4, 1, 4], "reuse": "show_newest", "video_sources": ["camera-*", "MT1"],
            "video_sources_excluded": ["camera-9"]}})");
  const region row{.x = 10,
                   .y = 20,
                   .z = -3,
                   .width = 300,
                   .height = 100,
                   .max_columns = 3,
                   .max_rows = 2,
                   .cells_excluded = {1, 4},
                   .reuse = cell_reuse::show_newest,
                   .sources = {.included = {"camera-*", "MT1"}, .excluded = {"camera-9"}}};
  ASSERT_EQ(regions.size(), 2u);
  EXPECT_EQ(regions[1], row);
}

TEST(reading_a_layout, fills_what_is_left_of_the_picture) {
  const auto regions = read(region_with(R"("x_pos": 600, "y_pos": 464)"));
  EXPECT_EQ(regions[0].width, 40u);
  EXPECT_EQ(regions[0].height, 16u);
}

TEST(reading_a_layout, may_have_no_region) { EXPECT_THAT(read("{}"), IsEmpty()); }

TEST(reading_a_layout, refuses_what_is_none) {
  for (const auto* const text : {"", "[]", "1", "{", "null"})
    EXPECT_THAT(refusal_of(text), HasSubstr("JSON")) << text;
  EXPECT_THAT(refusal_of(R"({"main": []})"), HasSubstr("object"));
  EXPECT_THAT(refusal_of(R"({"main": {}})"), HasSubstr("video_sources"));
}

TEST(reading_a_layout, refuses_a_member_out_of_its_range) {
  EXPECT_EQ(refusal_of(region_with(R"("x_pos": 624, "width": 16)")), "none");
  for (const auto* const members : {R"("x_pos": 640)",
                                    R"("x_pos": -1)",
                                    R"("x_pos": "1")",
                                    R"("x_pos": 625)",
                                    R"("x_pos": 625, "width": 16)",
                                    R"("y_pos": 480)",
                                    R"("y_pos": 465)",
                                    R"("z_pos": 100)",
                                    R"("z_pos": -100)",
                                    R"("z_pos": 0.5)",
                                    R"("width": 641)",
                                    R"("width": 15)",
                                    R"("height": 481)",
                                    R"("height": 15)",
                                    R"("max_columns": 0)",
                                    R"("max_columns": 1001)",
                                    R"("max_rows": 0)",
                                    R"("max_rows": 1001)",
                                    R"("cells_excluded": [-1])",
                                    R"("cells_excluded": [1000000])",
                                    R"("cells_excluded": ["1"])",
                                    R"("cells_excluded": 1)",
                                    R"("reuse": "show_best")",
                                    R"("reuse": 1)",
                                    R"("video_sources_excluded": [""])"})
    EXPECT_THAT(refusal_of(region_with(members)), HasSubstr("invalid")) << members;
}

TEST(reading_a_layout, refuses_sources_that_are_no_names) {
  for (const auto* const sources : {R"("*")", R"([1])", R"([""])", R"([null])"})
    EXPECT_THAT(refusal_of(R"({"main": {"video_sources": )" + std::string{sources} + "}}"),
                HasSubstr("video_sources"))
        << sources;
}

TEST(reading_a_layout, takes_no_more_than_its_limits) {
  const std::string one = R"({"video_sources": ["abcd", "e"], "cells_excluded": [1, 2]})";
  const auto two = R"({"a": )" + one + R"(, "b": )" + one + "}";
  const layout_limits exact{
      .bytes = two.size(), .regions = 2, .sources = 2, .source_bytes = 4, .cells_excluded = 2};
  EXPECT_EQ(refusal_of(two, exact), "none");
  for (auto member : {&layout_limits::bytes, &layout_limits::regions, &layout_limits::sources,
                      &layout_limits::source_bytes, &layout_limits::cells_excluded}) {
    auto less = exact;
    --(less.*member);
    EXPECT_NE(refusal_of(two, less), "none");
  }
}

}  // namespace
}  // namespace flex_video::rooms
