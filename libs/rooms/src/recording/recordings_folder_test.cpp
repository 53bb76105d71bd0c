#include "recording/recordings_folder.hpp"

#include "testing/temporary_folder.hpp"

#include "flex_video/recording/file_writer.hpp"

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>

namespace flex_video::rooms {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr base::time_point began{std::chrono::seconds{1'800'000'000}};

recording_record make_recording(char digit, recording_status status) {
  return {.ordinal = static_cast<ordinal>(digit - '0'),
          .sid = *twilio::recording_sid::parse("RT" + std::string(32, digit)),
          .room = *twilio::room_sid::parse("RM" + std::string(32, '1')),
          .participant = *twilio::participant_sid::parse("PA" + std::string(32, '1')),
          .identity = "customer",
          .track = *twilio::track_sid::parse("MT" + std::string(32, digit)),
          .track_name = "voice",
          .kind = track_kind::audio,
          .codec = "OPUS",
          .status = status,
          .created = began,
          .updated = began,
          .began = began};
}

struct keeping_recordings : testing::Test {
  temporary_folder parent;
  recordings_folder folder{parent.path / "recordings"};

  std::filesystem::path file_of(const recording_record& recording) const {
    return folder.path() / file_name_of(recording);
  }
  /// A second of sound, to its end.
  void write_file(const recording_record& recording) const {
    recording::file_writer writer{{}, [](const recording::file_ended& file) { EXPECT_TRUE(file.outcome); }};
    constexpr recording::file_id id{1};
    writer.open(id, file_of(recording), {.codec = recording::codec::opus}, began);
    for (auto at = 0ms; at < 1'000ms; at += 20ms)
      writer.write(id, {.time = at, .duration = 20ms, .bytes = {std::byte{0x78}, std::byte{1}}});
  }
};

TEST_F(keeping_recordings, lets_nobody_else_look_in) {
  EXPECT_EQ(std::filesystem::status(folder.path()).permissions(), std::filesystem::perms::owner_all);
}

TEST_F(keeping_recordings, tells_the_next_server_what_is_known) {
  const auto second = make_recording('2', recording_status::completed);
  auto first = make_recording('1', recording_status::completed);
  EXPECT_TRUE(folder.keep(second));
  EXPECT_TRUE(folder.keep(first));
  first.status = recording_status::deleted;
  EXPECT_TRUE(folder.keep(first));
  EXPECT_THAT(folder.recover(began + 1h), ElementsAre(first, second));
}

TEST_F(keeping_recordings, makes_whole_what_ran_when_a_server_died) {
  const auto running = make_recording('1', recording_status::processing);
  EXPECT_TRUE(folder.keep(running));
  write_file(running);
  const auto whole = std::filesystem::file_size(file_of(running));
  std::filesystem::resize_file(file_of(running), whole * 3 / 4);
  const auto known = folder.recover(began + 1h);
  ASSERT_EQ(known.size(), 1u);
  EXPECT_EQ(known[0].status, recording_status::completed);
  EXPECT_GE(known[0].duration, 500ms);
  EXPECT_LT(known[0].duration, 1'000ms);
  EXPECT_EQ(known[0].bytes, std::filesystem::file_size(file_of(running)));
  EXPECT_EQ(known[0].updated, began + 1h);
  EXPECT_EQ(folder.recover(began + 2h), known) << "which is kept";
}

TEST_F(keeping_recordings, says_what_cannot_be_made_whole) {
  EXPECT_TRUE(folder.keep(make_recording('1', recording_status::processing)));
  const auto known = folder.recover(began + 1h);
  ASSERT_EQ(known.size(), 1u);
  EXPECT_EQ(known[0].status, recording_status::failed);
}

TEST_F(keeping_recordings, erases_a_file_and_not_what_is_known) {
  const auto made = make_recording('1', recording_status::completed);
  EXPECT_TRUE(folder.keep(made));
  write_file(made);
  EXPECT_TRUE(folder.erase(made));
  EXPECT_FALSE(std::filesystem::exists(file_of(made)));
  EXPECT_TRUE(folder.erase(made)) << "it is not there";
  EXPECT_EQ(folder.recover(began).size(), 1u);
}

TEST_F(keeping_recordings, forgets_a_recording) {
  const auto made = make_recording('1', recording_status::completed);
  EXPECT_TRUE(folder.keep(made));
  write_file(made);
  EXPECT_TRUE(folder.forget(made));
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST_F(keeping_recordings, keeps_no_file_that_nothing_is_known_of) {
  const auto known = make_recording('1', recording_status::completed);
  EXPECT_TRUE(folder.keep(known));
  write_file(known);
  write_file(make_recording('2', recording_status::completed));
  std::ofstream{folder.path() / "RT3.json.new"} << "half a note";
  std::ofstream{folder.path() / "README"} << "somebody else's";
  EXPECT_EQ(folder.known().size(), 1u);
  folder.recover(began + 1h);
  EXPECT_TRUE(std::filesystem::exists(file_of(known)));
  EXPECT_FALSE(std::filesystem::exists(file_of(make_recording('2', recording_status::completed))));
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "RT3.json.new"));
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "README"));
}

TEST_F(keeping_recordings, says_when_a_note_cannot_be_written) {
  std::filesystem::remove_all(folder.path());
  EXPECT_FALSE(folder.keep(make_recording('1', recording_status::completed)));
}

TEST_F(keeping_recordings, passes_over_notes_that_are_none) {
  std::ofstream{folder.path() / "RT.json"} << "nonsense";
  std::ofstream{folder.path() / "long.json"} << std::string(65'537, ' ');
  EXPECT_THAT(folder.recover(began), IsEmpty());
}

}  // namespace
}  // namespace flex_video::rooms
