#include "matroska_file.hpp"
#include "testing/encoded_media.hpp"

#include "flex_video/recording/errc.hpp"
#include "flex_video/recording/file_writer.hpp"
#include "flex_video/recording/track_recorder.hpp"

#include <gmock/gmock.h>
#include <sys/wait.h>

#include <csignal>
#include <fstream>
#include <unistd.h>

namespace flex_video::recording {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr base::time_point start{std::chrono::seconds{1'800'000'000}};

/// What a server does while a track runs. Each time a packet was dealt with it says into `said` how far the
/// call has come.
void record(codec codec, const std::vector<sent_packet>& packets, const std::filesystem::path& path,
            int said) {
  track_recorder recorder{codec};
  std::optional<matroska_file> file;
  for (const auto& packet : packets) {
    for (const auto& frame : recorder.push(packet.bytes, start + packet.at)) {
      if (!file) file.emplace(matroska_file::create(path, *recorder.format(), *recorder.began()).value());
      (void)file->write(frame);
    }
    const auto at = packet.at.count();
    (void)!::write(said, &at, sizeof at);
  }
  ::pause();
}

struct killed : testing::TestWithParam<codec> {
  temporary_folder folder;
  std::filesystem::path path = folder / "track.mkv";

  static std::string source() {
    return GetParam() == codec::opus ? "sine=frequency=440:duration=5"
                                     : "testsrc=size=160x120:rate=30:duration=5";
  }

  /// Records in another process, and kills it once the call has come `so_far`; answers how far it was then at
  /// least.
  milliseconds kill_when(milliseconds so_far, const std::vector<sent_packet>& packets) const {
    int said[2];
    if (::pipe(said) != 0) throw std::runtime_error{"no pipe"};
    const auto child = ::fork();
    if (child == 0) {
      ::close(said[0]);
      record(GetParam(), packets, path, said[1]);
    }
    ::close(said[1]);
    milliseconds::rep at = 0;
    while (at < so_far.count() && ::read(said[0], &at, sizeof at) == sizeof at) {
    }
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    while (::read(said[0], &at, sizeof at) == sizeof at) {
    }
    ::close(said[0]);
    return milliseconds{at};
  }
};

TEST_P(killed, leaves_a_file_that_plays_up_to_the_last_second) {
  const auto at = kill_when(4'000ms, encode(GetParam(), source()));
  EXPECT_GE(at, 4'000ms);
  const auto contents = read_file(path);
  ASSERT_FALSE(contents.frames.empty());
  EXPECT_GE(contents.frames.back().time, at - 1s);
  EXPECT_EQ(output_of("ffmpeg -v error -i " + path.string() + " -f null -"), "");
}

TEST_P(killed, leaves_a_file_that_is_made_whole) {
  kill_when(4'000ms, encode(GetParam(), source()));
  const auto before = read_file(path);
  EXPECT_EQ(before.duration, 0ms);
  const auto facts = recover_file(path, start);
  ASSERT_TRUE(facts) << facts.error().detail;
  const auto after = read_file(path);
  EXPECT_GT(after.duration, 3'000ms);
  EXPECT_EQ(after.duration, std::max(facts->duration, after.duration));
  EXPECT_EQ(facts->bytes, std::filesystem::file_size(path));
  EXPECT_EQ(after.frames.size(), before.frames.size());
  EXPECT_EQ(after.width, before.width);
  EXPECT_EQ(output_of("ffmpeg -v error -i " + path.string() + " -f null -"), "");
}

INSTANTIATE_TEST_SUITE_P(codecs, killed, testing::Values(codec::opus, codec::vp8, codec::h264));

struct recovering : testing::Test {
  temporary_folder folder;
  std::filesystem::path path = folder / "track.mka";

  void write_file(std::string_view bytes) const { std::ofstream{path} << bytes; }
};

TEST_F(recovering, refuses_what_is_no_recording_and_leaves_it) {
  EXPECT_EQ(recover_file(path, start).error().code, errc::not_readable) << "no file";
  write_file("");
  EXPECT_EQ(recover_file(path, start).error().code, errc::not_readable);
  write_file("no recording");
  EXPECT_EQ(recover_file(path, start).error().code, errc::not_readable);
  EXPECT_EQ(std::filesystem::file_size(path), 12u);
}

TEST_F(recovering, refuses_a_file_without_a_frame) {
  (void)matroska_file::create(path, {.codec = codec::opus}, start);
  EXPECT_EQ(recover_file(path, start).error().code, errc::not_readable);
  EXPECT_FALSE(std::filesystem::exists(folder / "track.mka.recovering"));
}

TEST_F(recovering, leaves_a_whole_file_what_it_is) {
  auto file = matroska_file::create(path, {.codec = codec::opus}, start).value();
  for (auto at = 0ms; at < 1'000ms; at += 20ms)
    ASSERT_TRUE(file.write({.time = at, .duration = 20ms, .bytes = {std::byte{0x78}}}));
  const auto facts = file.finish();
  ASSERT_TRUE(facts);
  EXPECT_EQ(recover_file(path, start), facts);
  EXPECT_EQ(read_file(path).frames.size(), 50u);
}

}  // namespace
}  // namespace flex_video::recording
