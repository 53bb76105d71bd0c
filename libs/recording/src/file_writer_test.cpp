#include "flex_video/recording/file_writer.hpp"

#include "testing/encoded_media.hpp"

#include "flex_video/recording/errc.hpp"

#include <gmock/gmock.h>

#include <condition_variable>
#include <map>
#include <mutex>

namespace flex_video::recording {
namespace {

using namespace std::chrono_literals;

constexpr base::time_point began{std::chrono::seconds{1'800'000'000}};
constexpr file_id one{1}, two{2};

media_frame frame_at(std::chrono::milliseconds at, std::size_t bytes = 3) {
  return {.time = at, .duration = 20ms, .bytes = std::vector<std::byte>(bytes, std::byte{0x78})};
}

struct file_writing : testing::Test {
  temporary_folder folder;
  std::mutex mutex;
  std::condition_variable changed;
  std::map<file_id, base::result<file_facts>> ended;

  std::unique_ptr<file_writer> start(const file_writer::limits& limits = {}) {
    return std::make_unique<file_writer>(limits, [this](const file_ended& each) {
      {
        const std::lock_guard lock{mutex};
        EXPECT_TRUE(ended.emplace(each.id, each.outcome).second) << "told once";
      }
      changed.notify_all();
    });
  }
  base::result<file_facts> outcome(file_id id) {
    std::unique_lock lock{mutex};
    if (!changed.wait_for(lock, 20s, [&] { return ended.contains(id); }))
      throw std::runtime_error{"not told"};
    return ended.at(id);
  }
};

TEST_F(file_writing, writes_several_at_once) {
  const auto writer = start();
  for (const auto id : {one, two})
    writer->open(id, folder / (id == one ? "one.mka" : "two.mka"), {.codec = codec::opus}, began);
  for (auto at = 0ms; at < 2'000ms; at += 20ms) {
    writer->write(one, frame_at(at));
    if (at < 1'000ms) writer->write(two, frame_at(at));
  }
  writer->finish(two);
  EXPECT_EQ(outcome(two).value().duration, 1'000ms);
  writer->finish(one);
  EXPECT_EQ(outcome(one).value().duration, 2'000ms);
  EXPECT_EQ(read_file(folder / "one.mka").frames.size(), 100u);
  EXPECT_EQ(read_file(folder / "two.mka").frames.size(), 50u);
}

TEST_F(file_writing, finishes_every_file_at_its_end) {
  auto writer = start();
  writer->open(one, folder / "one.mka", {.codec = codec::opus}, began);
  writer->write(one, frame_at(0ms));
  writer.reset();
  EXPECT_EQ(outcome(one).value().duration, 20ms);
}

TEST_F(file_writing, flushes_what_no_frame_follows) {
  const auto writer = start({.flush_after = 1ms});
  writer->open(one, folder / "one.mka", {.codec = codec::opus}, began);
  for (const auto at : {0ms, 20ms})
    writer->write(one, frame_at(at));  // of which libavformat holds back the last
  const auto deadline = std::chrono::steady_clock::now() + 20s;
  const auto frames = [&] {
    return std::filesystem::exists(folder / "one.mka") ? read_file(folder / "one.mka").frames.size() : 0;
  };
  // Before the header is there, nothing can be read.
  while (std::chrono::steady_clock::now() < deadline) {
    try {
      if (frames() == 1) break;
    } catch (const std::runtime_error&) {
    }
  }
  EXPECT_EQ(frames(), 1u);
}

TEST_F(file_writing, says_that_a_file_could_not_be_created) {
  const auto writer = start();
  writer->open(one, folder / "none/one.mka", {.codec = codec::opus}, began);
  writer->write(one, frame_at(0ms));
  writer->finish(one);
  EXPECT_EQ(outcome(one).error().code, errc::not_created);
}

TEST_F(file_writing, gives_up_a_file_for_which_more_waits_than_may_and_no_other) {
  const auto writer = start({.waiting_bytes = 1'000});
  writer->open(one, folder / "one.mka", {.codec = codec::opus}, began);
  writer->open(two, folder / "two.mka", {.codec = codec::opus}, began);
  writer->write(one, frame_at(0ms, 1'001));
  writer->write(one, frame_at(20ms));
  EXPECT_EQ(outcome(one).error().code, errc::too_slow);
  writer->write(two, frame_at(0ms, 1'000));
  writer->finish(one);
  writer->finish(two);
  EXPECT_TRUE(outcome(two));
}

}  // namespace
}  // namespace flex_video::recording
