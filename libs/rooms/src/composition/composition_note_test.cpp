#include "composition/composition_note.hpp"

#include "composition/testing/room_recordings.hpp"

#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

using namespace std::chrono_literals;

composition_record full() {
  auto made = composition_of({.layout = R"({"main":{"video_sources":["*"]}})",
                              .sounds = {.included = {"*", "\"quoted\""}, .excluded = {"screen"}},
                              .size = {1280, 720},
                              .format = composition_format::mp4,
                              .trim = false,
                              .status_callback = "https://app.example/hook",
                              .status_callback_method = callback_method::get},
                             {1s, 9s});
  made.status = composition_status::deleted;
  made.ended = call_began + 20s;
  made.deleted = call_began + 30s;
  made.duration = 8s;
  made.bytes = 5'000'000'000;
  return made;
}

TEST(noting_a_composition, keeps_everything) {
  EXPECT_EQ(read_composition_note(write_composition_note(full())), full());
  const auto bare = composition_of({.sounds = {{"*"}}});
  EXPECT_EQ(read_composition_note(write_composition_note(bare)), bare);
}

TEST(noting_a_composition, reads_no_other_text) {
  EXPECT_FALSE(read_composition_note(""));
  EXPECT_FALSE(read_composition_note("[]"));
  EXPECT_FALSE(read_composition_note("{}"));
  const auto note = write_composition_note(full());
  for (const auto& [from, to] :
       {std::pair{"\"mp4\"", "\"avi\""}, std::pair{"\"CJ", "\"CX"}, std::pair{"\"deleted\"", "\"lost\""},
        std::pair{"[\"screen\"]", "[1]"}, std::pair{"1280", "-1280"}}) {
    auto other = note;
    other.replace(other.find(from), std::string_view{from}.size(), to);
    EXPECT_FALSE(read_composition_note(other)) << from;
  }
}

}  // namespace
}  // namespace flex_video::rooms
