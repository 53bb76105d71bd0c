#include "recording/recording_archive.hpp"

#include "testing/temporary_folder.hpp"

#include <gmock/gmock.h>

#include <condition_variable>
#include <cstdlib>
#include <mutex>

namespace flex_video::rooms {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

/// An archive whose folder is gone with the test. What blocks is done at once; what its writer tells waits
/// until the test takes it.
struct archiving : testing::Test {
  temporary_folder folder;
  base::manual_clock clock;
  base::counting_random random;
  std::mutex mutex;
  std::condition_variable told_something;
  std::vector<std::function<void()>> posted;
  std::vector<recording_record> told;
  std::optional<recording_archive> archive;

  archiving() { open(); }

  /// A server, after the one before it if there was one.
  void open() {
    archive.reset();
    posted.clear();
    told.clear();
    clock.advance(1s);
    archive.emplace(folder.path, clock, random,
                    recording_archive::threads{.block = [](const std::function<void()>& task) { task(); },
                                               .post =
                                                   [this](std::function<void()> task) {
                                                     const std::lock_guard lock{mutex};
                                                     posted.push_back(std::move(task));
                                                     told_something.notify_all();
                                                   }});
    archive->watch([this](const recording_record& each) { told.push_back(each); });
  }
  void take_what_the_writer_tells() {
    std::unique_lock lock{mutex};
    ASSERT_TRUE(told_something.wait_for(lock, 20s, [&] { return !posted.empty(); }));
    const auto tasks = std::exchange(posted, {});
    lock.unlock();
    for (const auto& each : tasks) each();
  }
  /// A recording that has begun, as its room tells.
  recording_record begin(char digit) {
    const auto services = archive->services();
    recording_record made{.ordinal = services.count(),
                          .sid = *twilio::recording_sid::parse("RT" + std::string(32, digit)),
                          .room = *twilio::room_sid::parse("RM" + std::string(32, '1')),
                          .participant = *twilio::participant_sid::parse("PA" + std::string(32, '1')),
                          .identity = "customer",
                          .track = *twilio::track_sid::parse("MT" + std::string(32, digit)),
                          .track_name = "voice",
                          .kind = track_kind::audio,
                          .codec = "OPUS",
                          .created = clock.now(),
                          .updated = clock.now(),
                          .began = clock.now()};
    services.files.open(file_of(made), archive->file_of(made), {.codec = recording::codec::opus},
                        clock.now());
    services.files.write(file_of(made),
                         {.time = 0ms, .duration = 20ms, .bytes = {std::byte{0x78}, std::byte{1}}});
    services.changed(made);
    return made;
  }
  static recording::file_id file_of(const recording_record& of) { return recording::file_id{of.ordinal}; }
  recording_record complete(char digit) {
    const auto made = begin(digit);
    archive->services().files.finish(file_of(made));
    take_what_the_writer_tells();
    return made;
  }
  std::vector<recording_status> statuses() const {
    std::vector<recording_status> all;
    for (const auto& each : told) all.push_back(each.status);
    return all;
  }
};

TEST_F(archiving, tells_of_a_recording_that_begins_and_is_complete) {
  const auto made = complete('1');
  EXPECT_THAT(statuses(), ElementsAre(recording_status::processing, recording_status::completed));
  EXPECT_EQ(told[1].duration, 20ms);
  EXPECT_EQ(told[1].bytes, std::filesystem::file_size(archive->file_of(made)));
  EXPECT_EQ(*archive->records().find(made.sid.text()), told[1]);
  EXPECT_FALSE(archive->services().has_failed(made.ordinal));
}

TEST_F(archiving, tells_of_a_file_that_failed) {
  std::filesystem::remove_all(folder.path);
  const auto made = begin('1');
  take_what_the_writer_tells();
  EXPECT_THAT(statuses(), ElementsAre(recording_status::processing, recording_status::failed));
  EXPECT_TRUE(archive->services().has_failed(made.ordinal));
}

TEST_F(archiving, goes_on_from_what_the_server_before_had) {
  const auto made = begin('1');
  open();
  ASSERT_THAT(statuses(), ElementsAre(recording_status::completed)) << "it was made whole";
  EXPECT_EQ(told[0].sid, made.sid);
  EXPECT_GT(archive->services().count(), made.ordinal);
  open();
  EXPECT_THAT(told, IsEmpty()) << "that was told";
}

TEST_F(archiving, keeps_that_a_recording_was_deleted) {
  const auto made = complete('1');
  EXPECT_TRUE(archive->erase(*archive->records().find(made.sid.text())));
  EXPECT_FALSE(std::filesystem::exists(archive->file_of(made)));
  open();
  EXPECT_EQ(archive->records().find(made.sid.text())->status, recording_status::deleted);
}

TEST_F(archiving, forgets_what_ended_long_enough_ago) {
  complete('1');
  clock.advance(1h);
  complete('2');
  begin('3');
  EXPECT_EQ(archive->forget(clock.now()), 1u);
  EXPECT_EQ(archive->records().all().size(), 2u);
  clock.advance(1h);
  EXPECT_EQ(archive->forget(clock.now()), 1u) << "one runs";
  open();
  EXPECT_EQ(archive->records().all().size(), 1u);
}

}  // namespace
}  // namespace flex_video::rooms
