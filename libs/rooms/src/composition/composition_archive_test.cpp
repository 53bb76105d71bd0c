#include "composition/testing/composing.hpp"

#include <gmock/gmock.h>

#include <array>
#include <cstdio>

namespace flex_video::rooms {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// What a command prints.
std::string output_of(const std::string& command) {
  std::string all;
  auto* const pipe = ::popen(command.c_str(), "r");
  std::array<char, 4'096> part;
  for (auto read = std::fread(part.data(), 1, part.size(), pipe); read > 0;
       read = std::fread(part.data(), 1, part.size(), pipe))
    all.append(part.data(), read);
  EXPECT_EQ(::pclose(pipe), 0) << command;
  return all;
}

/// "red", "blue", "black" or what else is in the middle of each half.
using halves = std::pair<std::string, std::string>;
halves halves_at(const std::filesystem::path& file, const std::string& second) {
  const auto pixels = output_of("ffmpeg -v error -ss " + second + " -i " + file.string() +
                                " -frames:v 1 -vf scale=4:3:flags=area -pix_fmt rgb24 -f rawvideo -");
  const auto name = [&](std::size_t pixel) -> std::string {
    const auto level = [&](std::size_t of) { return static_cast<unsigned char>(pixels.at(3 * pixel + of)); };
    if (level(0) > 180 && level(2) < 60) return "red";
    if (level(2) > 180 && level(0) < 60) return "blue";
    return level(0) < 40 && level(1) < 40 && level(2) < 40 ? "black" : "something else";
  };
  return {name(4), name(7)};
}
/// How loud a tone is, in dB.
double level_of(const std::filesystem::path& file, int hertz) {
  const auto said =
      output_of("ffmpeg -hide_banner -i " + file.string() + " -af bandpass=f=" + std::to_string(hertz) +
                ":width_type=h:w=50,volumedetect -vn -f null - 2>&1");
  const std::string_view key = "max_volume: ";
  return std::stod(said.substr(said.find(key) + key.size()));
}

/// Red and a low tone from the beginning on, blue and a high one later.
struct composing_a_call : composing {
  composing_a_call() {
    record(record_of('1', track_kind::video, 'a', {0s, 3s}), "color=red:size=320x240:rate=25");
    record(record_of('2', track_kind::audio, 'a', {0s, 3s}), "sine=frequency=440:sample_rate=48000");
    record(record_of('3', track_kind::video, 'b', {1s, 4s}), "color=blue:size=160x120:rate=25");
    record(record_of('4', track_kind::audio, 'b', {1s, 4s}), "sine=frequency=1500:sample_rate=48000");
    open();
  }
};

TEST_F(composing_a_call, shows_and_sounds_both_sides) {
  const auto sid = add({.layout = everything_shown, .sounds = {{"*"}}})->sid;
  EXPECT_EQ(told.back().status, composition_status::enqueued);
  const auto made = until(sid, composition_status::completed);
  const auto file = archive->file_of(made);
  EXPECT_EQ(made.duration, 4s);
  EXPECT_EQ(made.ended, clock.now());
  EXPECT_EQ(made.bytes, std::filesystem::file_size(file));
  EXPECT_THAT(files(), ElementsAre(made.sid.str() + ".webm"));
  EXPECT_EQ(output_of("ffprobe -v error -show_entries stream=codec_name,width -of csv=p=0 " + file.string()),
            "vp8,640\nopus\n");
  EXPECT_EQ(halves_at(file, "0.5"), (halves{"red", "black"}));
  EXPECT_EQ(halves_at(file, "2"), (halves{"red", "blue"}));
  EXPECT_EQ(halves_at(file, "3.5"), (halves{"black", "blue"}));
  EXPECT_GT(level_of(file, 440), -40);
  EXPECT_GT(level_of(file, 1'500), -40);
  EXPECT_LT(level_of(file, 5'000), -50) << "neither of them";
}

TEST_F(composing_a_call, makes_mp4_for_players_without_webm) {
  const auto sid = add({.layout = everything_shown,
                        .sounds = {{"*"}},
                        .size = {322, 240},
                        .format = composition_format::mp4})
                       ->sid;
  const auto made = until(sid, composition_status::completed);
  EXPECT_EQ(output_of("ffprobe -v error -show_entries stream=codec_name,width -of csv=p=0 " +
                      archive->file_of(made).string()),
            "h264,322\naac\n");
}

TEST_F(composing_a_call, makes_sound_alone) {
  const auto made = until(add({.sounds = {{"*"}}})->sid, composition_status::completed);
  EXPECT_EQ(output_of("ffprobe -v error -show_entries stream=codec_name -of csv=p=0 " +
                      archive->file_of(made).string()),
            "opus\n");
}

TEST_F(composing_a_call, tells_how_far_it_is) {
  until(add({.layout = everything_shown, .sounds = {{"*"}}})->sid, composition_status::completed);
  unsigned last = 0;
  for (std::size_t at = 0; at < moments.size(); ++at) {
    if (!moments[at].progress) continue;
    EXPECT_EQ(told[at].status, composition_status::processing);
    EXPECT_GT(moments[at].progress->percent, last);
    last = moments[at].progress->percent;
  }
  EXPECT_EQ(told.front().status, composition_status::enqueued);
  EXPECT_EQ(told.back().status, composition_status::completed);
}

TEST_F(composing_a_call, makes_again_what_a_server_before_it_had_not_made) {
  const auto sid = add({.layout = everything_shown})->sid;
  const auto second = add({.layout = everything_shown})->sid;
  until(sid, composition_status::processing);
  EXPECT_THAT(files(), testing::SizeIs(testing::Le(1u)));
  open();
  EXPECT_EQ(archive->records().find(sid.text())->status, composition_status::enqueued);
  EXPECT_THAT(files(), IsEmpty());
  until(sid, composition_status::completed);
  until(second, composition_status::completed);
}

TEST_F(composing_a_call, stops_what_nobody_wants_any_more) {
  const auto sid = add({.layout = everything_shown})->sid;
  until(sid, composition_status::processing);
  EXPECT_TRUE(archive->erase(*archive->records().find(sid.text())));
  const auto deleted = *archive->records().find(sid.text());
  EXPECT_EQ(deleted.status, composition_status::deleted);
  EXPECT_EQ(deleted.deleted, clock.now());
  EXPECT_THAT(files(), IsEmpty());
  const auto next = add({.layout = everything_shown})->sid;
  until(next, composition_status::completed);
}

TEST_F(composing_a_call, erases_a_file_and_not_what_is_known) {
  const auto made = until(add({.layout = everything_shown})->sid, composition_status::completed);
  EXPECT_TRUE(archive->erase(made));
  EXPECT_THAT(files(), IsEmpty());
  open();
  EXPECT_EQ(archive->records().find(made.sid.text())->status, composition_status::deleted);
}

TEST_F(composing_a_call, forgets_what_was_recorded_long_ago) {
  const auto sid = add({.layout = everything_shown})->sid;
  until(sid, composition_status::completed);
  const auto waiting = add({.layout = everything_shown})->sid;
  EXPECT_EQ(archive->forget(call_began + 4s), 0u) << "it goes by the recordings";
  EXPECT_EQ(archive->forget(call_began + 4s + 1ms), 2u);
  EXPECT_FALSE(archive->records().find(sid.text()));
  EXPECT_FALSE(archive->records().find(waiting.text()));
  EXPECT_TRUE(std::filesystem::is_empty(folder.path / compositions_folder::name));
}

TEST_F(composing_a_call, waits_for_the_recordings) {
  auto running = record_of('5', track_kind::video, 'a', {0s, 1s});
  running.status = recording_status::processing;
  recordings->records().put(running);
  const auto sid = add({.layout = everything_shown})->sid;
  archive->step();
  EXPECT_EQ(archive->records().find(sid.text())->status, composition_status::enqueued);
  running.status = recording_status::deleted;
  recordings->records().put(running);
  archive->step();
  EXPECT_EQ(archive->records().find(sid.text())->status, composition_status::processing);
}

TEST_F(composing_a_call, fails_where_nothing_is_chosen) {
  const auto sid = add({.sounds = {{"music"}}})->sid;
  until(sid, composition_status::failed);
  EXPECT_THAT(moments.back().why_failed, HasSubstr("nothing"));
}

TEST_F(composing_a_call, fails_where_a_file_is_gone) {
  std::filesystem::remove(folder.path / ("RT" + std::string(32, '3') + ".mkv"));
  const auto sid = add({.layout = everything_shown})->sid;
  const auto failed = until(sid, composition_status::failed);
  EXPECT_THAT(moments.back().why_failed, HasSubstr("No such file"));
  EXPECT_EQ(failed.ended, clock.now());
  EXPECT_THAT(files(), IsEmpty());
}

/// Something else in ffmpeg's place.
struct composing_by_another : composing {
  composing_by_another() { keep(record_of('1', track_kind::audio, 'a', {0s, 3s})); }
  composition_sid begin() {
    open();
    return add({.sounds = {{"*"}}})->sid;
  }
};

TEST_F(composing_by_another, fails_where_no_file_is_made) {
  program = "/usr/bin/true";
  until(begin(), composition_status::failed);
}

TEST_F(composing_by_another, fails_where_it_can_not_be_started) {
  program = "/usr/bin/no-such-program";
  until(begin(), composition_status::failed);
  EXPECT_THAT(moments.back().why_failed, HasSubstr("can't be started"));
}

TEST_F(composing_by_another, fails_where_it_takes_too_long) {
  program = "/usr/bin/yes";
  limits.longest = 60min;
  const auto sid = begin();
  until(sid, composition_status::processing);
  clock.advance(60min - 1ms);
  archive->step();
  EXPECT_EQ(archive->records().find(sid.text())->status, composition_status::processing);
  clock.advance(1ms);
  archive->step();
  EXPECT_EQ(archive->records().find(sid.text())->status, composition_status::failed);
  EXPECT_THAT(moments.back().why_failed, HasSubstr("too long"));
}

TEST_F(composing_by_another, is_full_with_as_many_as_may_wait) {
  limits.waiting = 2;
  begin();
  EXPECT_FALSE(archive->is_full());
  add({.sounds = {{"*"}}});
  EXPECT_TRUE(archive->is_full());
}

TEST_F(composing_by_another, makes_nothing_without_ffmpeg) {
  program.clear();
  const auto sid = begin();
  EXPECT_FALSE(archive->can_compose());
  archive->step();
  EXPECT_EQ(archive->records().find(sid.text())->status, composition_status::enqueued);
}

TEST_F(composing_by_another, makes_nothing_of_a_room_of_which_nothing_was_recorded) {
  open();
  EXPECT_FALSE(archive->add(*twilio::room_sid::parse("RM" + std::string(32, '2')), {.sounds = {{"*"}}}));
}

}  // namespace
}  // namespace flex_video::rooms
