#include "matroska_file.hpp"

#include "testing/encoded_media.hpp"
#include "testing/rtp_writing.hpp"

#include "flex_video/recording/errc.hpp"

#include <gmock/gmock.h>
#include <sys/resource.h>

#include <csignal>

namespace flex_video::recording {
namespace {

using namespace std::chrono_literals;

constexpr base::time_point began{std::chrono::seconds{1'800'000'000}};
const track_format sound{.codec = codec::opus};

media_frame frame_at(std::chrono::milliseconds at, std::size_t bytes = 3) {
  return {.time = at, .duration = 20ms, .bytes = std::vector<std::byte>(bytes, std::byte{0x78})};
}

struct matroska_writing : testing::Test {
  temporary_folder folder;
  std::filesystem::path path = folder / "sound.mka";

  matroska_file create() { return std::move(matroska_file::create(path, sound, began).value()); }
};

TEST_F(matroska_writing, says_in_the_file_what_is_in_it) {
  auto file = create();
  for (auto at = 0ms; at < 1'000ms; at += 20ms) ASSERT_TRUE(file.write(frame_at(at)));
  const auto facts = file.finish();
  ASSERT_TRUE(facts);
  EXPECT_EQ(facts->duration, 1'000ms);
  EXPECT_EQ(facts->bytes, std::filesystem::file_size(path));
  const auto contents = read_file(path);
  EXPECT_EQ(contents.codec, "opus");
  EXPECT_EQ(contents.duration, 1'000ms);
  EXPECT_EQ(contents.frames.size(), 50u);
  EXPECT_THAT(
      output_of("ffprobe -v error -show_entries format_tags=creation_time:stream=channels,sample_rate " +
                path.string()),
      testing::AllOf(testing::HasSubstr("2027-01-15T08:00:00.000000Z"), testing::HasSubstr("channels=2"),
                     testing::HasSubstr("sample_rate=48000")));
}

TEST_F(matroska_writing, has_what_was_flushed_in_the_file) {
  auto file = create();
  for (auto at = 0ms; at < 400ms; at += 20ms) ASSERT_TRUE(file.write(frame_at(at)));
  ASSERT_TRUE(file.flush());
  EXPECT_EQ(read_file(path).frames.size(), 19u) << "libavformat holds back the last";
}

TEST_F(matroska_writing, holds_half_a_second_at_most) {
  auto file = create();
  for (auto at = 0ms; at < 60'000ms; at += 20ms) {
    ASSERT_TRUE(file.write(frame_at(at)));
    if (at == 0ms || at % 4'980ms != 0ms) continue;
    EXPECT_GE(read_file(path).frames.back().time, at - matroska_file::longest_cluster - 20ms);
  }
}

TEST_F(matroska_writing, keeps_gaps) {
  auto file = create();
  ASSERT_TRUE(file.write(frame_at(0ms)));
  ASSERT_TRUE(file.write(frame_at(3'600'000ms)));
  EXPECT_EQ(file.finish().value().duration, 3'600'020ms);
  const auto contents = read_file(path);
  ASSERT_EQ(contents.frames.size(), 2u);
  EXPECT_EQ(contents.frames[1].time, 3'600'000ms);
}

TEST_F(matroska_writing, lets_nobody_else_read_the_file) {
  const auto file = create();
  using std::filesystem::perms;
  EXPECT_EQ(std::filesystem::status(path).permissions(), perms::owner_read | perms::owner_write);
}

TEST_F(matroska_writing, refuses_to_write_over_a_file_and_beside_a_folder) {
  const auto file = create();
  EXPECT_EQ(matroska_file::create(path, sound, began).error().code, errc::not_created);
  EXPECT_EQ(matroska_file::create(folder / "none/sound.mka", sound, began).error().code, errc::not_created);
}

/// A disk that takes no more than so many bytes of a file.
class small_disk {
 public:
  explicit small_disk(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit small{.rlim_cur = bytes, .rlim_max = before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
  }
  ~small_disk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  small_disk(const small_disk&) = delete;
  small_disk& operator=(const small_disk&) = delete;

 private:
  void (*handler_)(int);
  rlimit before_{};
};

TEST_F(matroska_writing, says_when_the_disk_takes_no_more) {
  auto file = create();
  const small_disk disk{4'096};
  ASSERT_TRUE(file.write(frame_at(0ms, 8'192)));
  ASSERT_TRUE(file.write(frame_at(20ms)));
  ASSERT_FALSE(file.flush());
  EXPECT_EQ(file.flush().error().code, errc::not_written);
  EXPECT_EQ(file.finish().error().code, errc::not_written);
}

TEST_F(matroska_writing, says_when_the_disk_takes_no_header) {
  const small_disk disk{16};
  EXPECT_EQ(matroska_file::create(path, sound, began).error().code, errc::not_written);
}

}  // namespace
}  // namespace flex_video::recording
