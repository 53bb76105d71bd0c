// What is recorded of whole calls, as ffmpeg sees and hears it.
#include "matroska_file.hpp"
#include "testing/encoded_media.hpp"

#include "flex_video/recording/track_recorder.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <functional>
#include <regex>

namespace flex_video::recording {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

/// White from the second second to the third and from the fourth to the fifth, and black else; a tone at the
/// same times.
constexpr auto flashes =
    "color=black:size=160x120:rate=30:duration=6,drawbox=color=white:t=fill:enable='between(mod(t,2),1,1.999)"
    "'";
constexpr auto beeps = "sine=frequency=1000:duration=6,volume=0:enable='not(between(mod(t,2),1,2))'";

struct recorded_media : testing::Test {
  static constexpr base::time_point room_began{std::chrono::seconds{1'800'000'000}};
  temporary_folder folder;

  /// What was recorded, and when it began, counted from the room's beginning.
  struct recorded {
    std::filesystem::path path;
    milliseconds offset{};
    file_facts facts;
  };

  /// How a network delivers: when each packet arrives, counted from the room's beginning; nothing for one
  /// that is lost.
  using network = std::function<std::optional<milliseconds>(milliseconds sent, std::size_t number)>;
  using at_packet = std::function<void(track_recorder&, milliseconds now)>;

  recorded record(
      codec codec, const std::vector<sent_packet>& packets, const network& deliver,
      const at_packet& before = [](track_recorder&, milliseconds) {}) const {
    std::vector<std::pair<milliseconds, const sent_packet*>> arrivals;
    for (std::size_t i = 0; i < packets.size(); ++i)
      if (const auto at = deliver(packets[i].at, i)) arrivals.emplace_back(*at, &packets[i]);
    std::ranges::stable_sort(arrivals, {}, [](const auto& each) { return each.first; });
    track_recorder recorder{codec};
    std::optional<matroska_file> file;
    recorded made{.path = folder / (is_video(codec) ? "pictures.mkv" : "sound.mka"), .facts = {}};
    const auto write = [&](const std::vector<media_frame>& frames) {
      for (const auto& frame : frames) {
        if (!file)
          file.emplace(matroska_file::create(made.path, *recorder.format(), *recorder.began()).value());
        EXPECT_TRUE(file->write(frame));
      }
    };
    for (const auto& [at, packet] : arrivals) {
      before(recorder, at);
      write(recorder.push(packet->bytes, room_began + at));
    }
    write(recorder.tick(room_began + arrivals.back().first + 1s));
    made.offset = recorder.began().value() - room_began;
    made.facts = file.value().finish().value();
    return made;
  }

  static std::vector<milliseconds> matches(const std::string& text, const std::string& pattern) {
    const std::regex searched{pattern};
    std::vector<milliseconds> all;
    for (std::sregex_iterator at{text.begin(), text.end(), searched}, end; at != end; ++at)
      all.push_back(std::chrono::round<milliseconds>(std::chrono::duration<double>{std::stod((*at)[1])}));
    return all;
  }
  /// When white is first seen after black, in the room's time.
  static std::vector<milliseconds> flashes_of(const recorded& pictures) {
    auto all = matches(output_of("ffmpeg -i " + pictures.path.string() +
                                 " -vf blackdetect=d=0.3:pix_th=0.5 -vsync passthrough -f null -"),
                       "black_end:([0-9.]+)");
    for (auto& each : all) each += pictures.offset;
    return all;
  }
  /// When a tone is first heard after silence.
  static std::vector<milliseconds> beeps_of(const recorded& sound) {
    auto all =
        matches(output_of("ffmpeg -i " + sound.path.string() + " -af silencedetect=n=-30dB:d=0.3 -f null -"),
                "silence_end: ([0-9.]+)");
    for (auto& each : all) each += sound.offset;
    return all;
  }
};

struct recorded_codec : recorded_media, testing::WithParamInterface<codec> {};

TEST_P(recorded_codec, plays_as_it_was_sent) {
  const auto packets = encode(GetParam(), is_video(GetParam()) ? "testsrc=size=160x120:rate=30:duration=3"
                                                               : "sine=frequency=440:duration=3");
  const auto made = record(GetParam(), packets, [](milliseconds sent, std::size_t) { return sent; });
  const auto contents = read_file(made.path);
  EXPECT_EQ(contents.codec, GetParam() == codec::opus ? "opus" : GetParam() == codec::vp8 ? "vp8" : "h264");
  EXPECT_NEAR(static_cast<double>(contents.duration.count()), 3'000, 45);
  EXPECT_EQ(made.facts.bytes, std::filesystem::file_size(made.path));
  if (is_video(GetParam())) {
    EXPECT_EQ(contents.width, 160);
    EXPECT_EQ(contents.height, 120);
    EXPECT_EQ(contents.frames.size(), 90u);
    EXPECT_EQ(std::ranges::count_if(contents.frames, &media_frame::key), 3);
  } else {
    EXPECT_NEAR(static_cast<double>(contents.frames.size()), 150, 1);
  }
  EXPECT_EQ(output_of("ffmpeg -v error -i " + made.path.string() + " -f null -"), "");
}

/// Every hundredth packet is lost for good, others come 150 ms late, as sent again, or twenty at a time.
TEST_P(recorded_codec, plays_without_a_flaw_after_losses) {
  const auto packets = encode(GetParam(), is_video(GetParam()) ? "testsrc=size=160x120:rate=30:duration=6"
                                                               : "sine=frequency=440:duration=6");
  const auto made =
      record(GetParam(), packets, [](milliseconds sent, std::size_t number) -> std::optional<milliseconds> {
        if (number % 100 == 50) return std::nullopt;
        return sent + (number % 30 == 7 ? 150ms : milliseconds{number * 7 % 40});
      });
  const auto contents = read_file(made.path);
  EXPECT_GT(contents.frames.size(), is_video(GetParam()) ? 60u : 280u);
  EXPECT_LT(contents.frames.size(), is_video(GetParam()) ? 180u : 300u);
  EXPECT_EQ(output_of("ffmpeg -v error -i " + made.path.string() + " -f null -"), "");
}

INSTANTIATE_TEST_SUITE_P(codecs, recorded_codec, testing::Values(codec::opus, codec::vp8, codec::h264));

TEST_F(recorded_media, is_in_step_whatever_the_networks_delay) {
  const auto sound = record(
      codec::opus, encode(codec::opus, beeps),
      [](milliseconds sent, std::size_t number) { return 700ms + sent + milliseconds{number * 13 % 60}; });
  const auto pictures =
      record(codec::vp8, encode(codec::vp8, flashes), [](milliseconds sent, std::size_t number) {
        // Each begins late, as a key frame does that fills the line.
        return 700ms + sent + (sent < 300ms ? 120ms : 20ms) + milliseconds{number * 7 % 50};
      });
  const auto seen = flashes_of(pictures), heard = beeps_of(sound);
  ASSERT_EQ(seen.size(), 3u);
  ASSERT_EQ(heard.size(), 3u);
  for (std::size_t i = 0; i < seen.size(); ++i)
    EXPECT_LE(std::chrono::abs(seen[i] - heard[i]), 80ms) << seen[i].count() << ' ' << heard[i].count();
}

/// The second flash and beep are within the pause.
TEST_F(recorded_media, has_nothing_of_a_pause) {
  const auto pause = [](track_recorder& recorder, milliseconds now) {
    if (now >= 2'500ms && now < 4'500ms && !recorder.paused()) recorder.pause();
    if (now >= 4'500ms && recorder.paused()) recorder.resume(room_began + now);
  };
  const auto deliver = [](milliseconds sent, std::size_t number) {
    return sent + milliseconds{number * 7 % 60};
  };
  const auto sound = record(codec::opus, encode(codec::opus, beeps), deliver, pause);
  const auto pictures = record(codec::vp8, encode(codec::vp8, flashes), deliver, pause);
  for (const auto& each : {sound, pictures})
    for (const auto& frame : read_file(each.path).frames)
      EXPECT_FALSE(frame.time + each.offset >= 2'500ms && frame.time + each.offset < 4'500ms)
          << each.path << ' ' << frame.time.count();
  const auto seen = flashes_of(pictures);
  ASSERT_EQ(seen.size(), 2u);
  EXPECT_NEAR(static_cast<double>(seen[0].count()), 1'000, 80);
  EXPECT_NEAR(static_cast<double>(seen[1].count()), 5'000, 80);
  EXPECT_EQ(output_of("ffmpeg -v error -i " + pictures.path.string() + " -f null -"), "");
  EXPECT_EQ(output_of("ffmpeg -v error -i " + sound.path.string() + " -f null -"), "");
}

}  // namespace
}  // namespace flex_video::recording
