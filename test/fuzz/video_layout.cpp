// A VideoLayout as whoever asks for a composition has it, in a picture of 640x480. One that is taken is of
// regions in the picture, in whose cells nobody stands on anybody else; and ffmpeg is told nothing of it but
// numbers.
#include "composition/video_layout.hpp"

#include "composition/composition_command.hpp"
#include "composition/composition_plan.hpp"
#include "composition/testing/room_recordings.hpp"
#include "expectation.hpp"

#include <algorithm>

namespace {

using namespace flex_video;
using namespace flex_video::rooms;
using namespace std::chrono_literals;
using fuzz::require;

constexpr picture_size size{640, 480};

bool overlap(const cell& a, const cell& b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
bool overlap(const std::vector<time_span>& a, const std::vector<time_span>& b) {
  return std::ranges::any_of(a, [&](const time_span& one) {
    return std::ranges::any_of(
        b, [&](const time_span& other) { return one.from < other.until && other.from < one.until; });
  });
}

void expect_sound(const composition_plan& plan, bool one_region) {
  for (const auto& each : plan.placements) {
    require(each.recording < plan.recordings.size() && !each.when.empty());
    require(each.where.width > 0 && each.where.height > 0);
    require(each.where.x + each.where.width <= size.width && each.where.y + each.where.height <= size.height);
    for (const auto& [from, until] : each.when)
      require(0ms <= from && from < until && until <= plan.duration);
    if (!one_region) continue;
    for (const auto& other : plan.placements)
      require(&each == &other || !overlap(each.where, other.where) || !overlap(each.when, other.when));
  }
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789.,:;=[]()'*+-_/<>PSTBR";
  const auto arguments = compose_arguments(plan, "out");
  const auto graph = std::ranges::find(arguments, "-filter_complex") + 1;
  require(graph->find_first_not_of(letters) == std::string::npos);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t bytes) {
  const auto text = fuzz::as_text(data, bytes);
  const auto regions = read_video_layout(text, size);
  if (!regions) return 0;
  for (const auto& each : *regions) {
    require(each.x + each.width <= size.width && each.y + each.height <= size.height);
    require(each.width >= 16 && each.height >= 16);
  }
  const std::vector<recording_record> recordings{
      record_of('1', track_kind::video, 'a', {0s, 20s}), record_of('2', track_kind::video, 'b', {2s, 9s}),
      record_of('3', track_kind::video, 'a', {9s, 12s}), record_of('4', track_kind::video, 'b', {30s, 31s})};
  for (const bool trim : {false, true}) {
    const auto composition = composition_of({.layout = std::string{text}, .trim = trim}, {0s, 40s});
    if (const auto plan = plan_composition(composition, *regions, recordings))
      expect_sound(*plan, regions->size() == 1);
  }
  return 0;
}
