#include "composition/composition_command.hpp"

#include "composition/testing/room_recordings.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace flex_video::rooms {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::Contains;
using testing::Eq;
using testing::HasSubstr;
using testing::Not;

/// What follows that word.
std::string after(const std::vector<std::string>& arguments, const std::string& word) {
  const auto found = std::ranges::find(arguments, word);
  return found == arguments.end() ? "" : *(found + 1);
}

const auto first = *twilio::recording_sid::parse("RT" + std::string(32, '1'));
const auto second = *twilio::recording_sid::parse("RT" + std::string(32, '2'));

/// Two pictures side by side and one voice.
composition_plan side_by_side() {
  return {.size = {640, 480},
          .format = composition_format::webm,
          .duration = 61'005ms,
          .pictures = true,
          .recordings = {{first, track_kind::video, 0ms}, {second, track_kind::audio, 1'250ms}},
          .placements = {{0, {0, 0, 320, 480}, {{0s, 5s}, {10s, 61'005ms}}},
                         {0, {320, 0, 320, 480}, {{5s, 10s}}}},
          .sounds = {1}};
}

TEST(commanding_ffmpeg, reads_files_of_ours_alone) {
  const auto arguments = compose_arguments(side_by_side(), "compositions/CJ.webm.part");
  std::vector<std::string> inputs;
  for (std::size_t at = 0; at < arguments.size(); ++at) {
    if (arguments[at] != "-i") continue;
    inputs.push_back(arguments[at + 1]);
    EXPECT_EQ(arguments[at - 5], "file") << "the only protocol";
    EXPECT_EQ(arguments[at - 3], "matroska");
  }
  EXPECT_THAT(inputs, testing::ElementsAre(first.str() + ".mkv", second.str() + ".mka"));
  EXPECT_EQ(arguments.back(), "file:compositions/CJ.webm.part");
}

TEST(commanding_ffmpeg, puts_each_recording_into_its_cells_at_its_times) {
  const auto graph = after(compose_arguments(side_by_side(), "out"), "-filter_complex");
  EXPECT_THAT(graph, AllOf(HasSubstr("[0:v:0]setpts=PTS+0.000/TB,split=2[source0][source1]"),
                           HasSubstr("color=black:size=640x480:rate=25:duration=61.005"),
                           HasSubstr("overlay=0:0:eof_action=pass:enable='gte(t,0.000)*lt(t,5.000)+"
                                     "gte(t,10.000)*lt(t,61.005)'"),
                           HasSubstr("overlay=320:0:"), HasSubstr("delays=1250:all=1"),
                           HasSubstr("apad=whole_dur=61.005")));
}

TEST(commanding_ffmpeg, makes_either_format) {
  auto plan = side_by_side();
  auto arguments = compose_arguments(plan, "out");
  EXPECT_EQ(after(arguments, "-c:v"), "libvpx");
  EXPECT_EQ(after(arguments, "-c:a"), "libopus");
  plan.format = composition_format::mp4;
  arguments = compose_arguments(plan, "out");
  EXPECT_EQ(after(arguments, "-c:v"), "libx264");
  EXPECT_EQ(after(arguments, "-c:a"), "aac");
  EXPECT_EQ(after(arguments, "-t"), "61.005");
}

TEST(commanding_ffmpeg, leaves_out_pictures_or_sound_where_there_are_none) {
  auto plan = side_by_side();
  plan.sounds.clear();
  EXPECT_THAT(compose_arguments(plan, "out"), Not(Contains(Eq("[heard]"))));
  plan = side_by_side();
  plan.pictures = false;
  plan.placements.clear();
  EXPECT_THAT(compose_arguments(plan, "out"), AllOf(Contains(Eq("[heard]")), Not(Contains(Eq("[picture]")))));
}

}  // namespace
}  // namespace flex_video::rooms
