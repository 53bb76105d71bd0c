#include "recording/room_recorder.hpp"

#include "testing/temporary_folder.hpp"

#include <gmock/gmock.h>

#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <set>

namespace flex_video::rooms {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

const auto a_room = *twilio::room_sid::parse("RM" + std::string(32, '1'));
const auto customer = *twilio::participant_sid::parse("PA" + std::string(32, '2'));
const publication voice{.id = "v",
                        .sid = *twilio::track_sid::parse("MT" + std::string(32, '3')),
                        .kind = track_kind::audio,
                        .name = "voice",
                        .enabled = true,
                        .priority = track_priority::standard};
const publication camera{.id = "c",
                         .sid = *twilio::track_sid::parse("MT" + std::string(32, '4')),
                         .kind = track_kind::video,
                         .name = "camera",
                         .enabled = true,
                         .priority = track_priority::standard};
constexpr producer_id one{1}, two{2};

/// A room whose files are written for good, in a folder that is gone with the test.
struct recording_a_room : testing::Test {
  temporary_folder folder;
  base::manual_clock clock;
  base::system_random random;
  std::mutex mutex;
  std::condition_variable changed;
  std::vector<recording::file_ended> files_ended;
  std::optional<recording::file_writer> writer{std::in_place, recording::file_writer::limits{},
                                               [this](const recording::file_ended& file) {
                                                 const std::lock_guard lock{mutex};
                                                 files_ended.push_back(file);
                                                 changed.notify_all();
                                               }};
  std::set<producer_id> recorded;
  std::vector<producer_id> asked;
  std::vector<recording_record> told;
  ordinal last = 0;
  std::optional<room_recorder> recorder{
      std::in_place, a_room, "den",
      recorder_services{.files = *writer,
                        .clock = clock,
                        .random = random,
                        .folder = folder.path,
                        .record = [this](producer_id id) { recorded.insert(id); },
                        .forget = [this](producer_id id) { recorded.erase(id); },
                        .ask_for_key_frame = [this](producer_id id) { asked.push_back(id); },
                        .count = [this] { return ++last; },
                        .has_failed = [this](ordinal which) { return failed.contains(which); },
                        .changed = [this](const recording_record& each) { told.push_back(each); }}};
  std::set<ordinal> failed;
  std::uint16_t sequence = 0;

  ~recording_a_room() override {
    recorder.reset();
    writer.reset();
  }

  void start(const publication& track) {
    recorder->perform(start_recording{.track = track, .publisher = customer, .identity = "customer"});
  }
  /// 20 ms of sound.
  void send_sound(producer_id from = one) {
    const auto number = sequence++;
    const auto timestamp = number * 960u;
    const auto byte = [](unsigned value) { return static_cast<std::byte>(value & 0xff); };
    const std::vector<std::byte> packet{byte(0x80),
                                        byte(111),
                                        byte(number >> 8u),
                                        byte(number),
                                        byte(timestamp >> 24),
                                        byte(timestamp >> 16),
                                        byte(timestamp >> 8),
                                        byte(timestamp),
                                        byte(0),
                                        byte(0),
                                        byte(0),
                                        byte(std::to_underlying(from)),
                                        byte(0x78),
                                        byte(1)};
    recorder->take(packet_received{.producer = from, .bytes = packet});
    clock.advance(20ms);
  }
  /// Waits for a file's end.
  base::result<recording::file_facts> file_end() {
    std::unique_lock lock{mutex};
    EXPECT_TRUE(changed.wait_for(lock, 20s, [&] { return !files_ended.empty(); }));
    const auto file = files_ended.at(0);
    files_ended.erase(files_ended.begin());
    return file.outcome;
  }
  std::vector<recording_status> statuses() const {
    std::vector<recording_status> all;
    for (const auto& each : told) all.push_back(each.status);
    return all;
  }
};

TEST_F(recording_a_room, makes_a_file_of_a_track) {
  recorder->produced(voice.sid, one, "opus");
  EXPECT_THAT(recorded, IsEmpty());
  start(voice);
  EXPECT_TRUE(recorder->active());
  EXPECT_THAT(recorded, ElementsAre(one));
  EXPECT_THAT(told, IsEmpty()) << "nothing has come";
  const auto began = clock.now();
  for (int i = 0; i < 50; ++i) send_sound();
  ASSERT_THAT(statuses(), ElementsAre(recording_status::processing));
  EXPECT_EQ(told[0].began, began);
  EXPECT_EQ(told[0].codec, "OPUS");
  recorder->perform(stop_recording{voice.sid});
  EXPECT_FALSE(recorder->active());
  EXPECT_THAT(recorded, IsEmpty());
  const auto& made = told[0];
  const auto file = file_end().value();
  EXPECT_EQ(file.duration, 1'000ms);
  EXPECT_EQ(file.bytes, std::filesystem::file_size(folder.path / (made.sid.str() + ".mka")));
  EXPECT_EQ(made.room, a_room);
  EXPECT_EQ(made.room_name, "den");
  EXPECT_EQ(made.participant, customer);
  EXPECT_EQ(made.identity, "customer");
  EXPECT_EQ(made.track, voice.sid);
  EXPECT_EQ(made.track_name, "voice");
}

TEST_F(recording_a_room, waits_for_a_tracks_media) {
  start(voice);
  recorder->produced(voice.sid, one, "opus");
  EXPECT_THAT(recorded, ElementsAre(one));
}

TEST_F(recording_a_room, records_nothing_that_it_was_not_told_to) {
  recorder->produced(voice.sid, one, "opus");
  send_sound(one);
  send_sound(two);
  start(voice);
  send_sound(two);
  EXPECT_THAT(told, IsEmpty());
}

TEST_F(recording_a_room, goes_on_in_the_same_file_with_another_producer) {
  recorder->produced(voice.sid, one, "opus");
  start(voice);
  send_sound();
  recorder->ended(voice.sid);
  clock.advance(480ms);  // a media worker died
  recorder->produced(voice.sid, two, "opus");
  EXPECT_THAT(recorded, testing::Contains(two));
  for (int i = 0; i < 25; ++i) send_sound(two);
  recorder->perform(stop_recording{voice.sid});
  EXPECT_EQ(file_end().value().duration, 1'000ms);
  EXPECT_EQ(told.size(), 1u);
}

TEST_F(recording_a_room, begins_another_file_with_another_codec) {
  recorder->produced(camera.sid, one, "VP8");
  start(camera);
  recorder->produced(camera.sid, two, "H264");
  ASSERT_THAT(statuses(), ElementsAre(recording_status::failed)) << "it has nothing";
  EXPECT_EQ(told[0].codec, "VP8");
  EXPECT_TRUE(recorder->active());
  EXPECT_THAT(recorded, testing::Contains(two));
}

TEST_F(recording_a_room, leaves_out_a_pause) {
  recorder->produced(voice.sid, one, "opus");
  start(voice);
  send_sound();
  recorder->perform(pause_recording{voice.sid});
  for (int i = 0; i < 48; ++i) send_sound();
  recorder->perform(resume_recording{voice.sid});
  send_sound();
  recorder->perform(stop_recording{voice.sid});
  EXPECT_EQ(file_end().value().duration, 1'000ms) << "a gap";
}

TEST_F(recording_a_room, begins_paused_what_is_paused_before_its_media_is_there) {
  start(voice);
  recorder->perform(pause_recording{voice.sid});
  recorder->produced(voice.sid, one, "opus");
  send_sound();
  EXPECT_THAT(told, IsEmpty());
}

TEST_F(recording_a_room, says_that_a_recording_failed_of_which_nothing_came) {
  recorder->produced(voice.sid, one, "opus");
  start(voice);
  recorder->perform(stop_recording{voice.sid});
  EXPECT_THAT(statuses(), ElementsAre(recording_status::failed));
}

TEST_F(recording_a_room, gives_up_a_recording_whose_file_failed) {
  recorder->produced(voice.sid, one, "opus");
  start(voice);
  send_sound();
  recorder->tick();
  EXPECT_TRUE(recorder->active());
  failed.insert(told.at(0).ordinal);
  recorder->tick();
  EXPECT_THAT(recorded, IsEmpty());
  EXPECT_FALSE(recorder->active());
  recorder->perform(stop_recording{voice.sid});
  EXPECT_EQ(told.size(), 1u);
}

TEST_F(recording_a_room, finishes_its_files_with_the_room) {
  recorder->produced(voice.sid, one, "opus");
  start(voice);
  send_sound();
  recorder->produced(camera.sid, two, "VP8");
  start(camera);
  recorder.reset();
  EXPECT_EQ(file_end().value().duration, 20ms);
  EXPECT_THAT(statuses(), ElementsAre(recording_status::processing, recording_status::failed));
  EXPECT_EQ(told.at(1).track, camera.sid) << "of which nothing came";
}

TEST_F(recording_a_room, asks_for_a_key_frame_once_a_second_until_one_comes) {
  recorder->produced(camera.sid, one, "VP8");
  start(camera);
  recorder->tick();
  EXPECT_THAT(asked, IsEmpty()) << "the router has just asked";
  clock.advance(1s);
  recorder->tick();
  recorder->tick();
  EXPECT_THAT(asked, ElementsAre(one));
  recorder->perform(pause_recording{camera.sid});
  clock.advance(1s);
  recorder->tick();
  EXPECT_THAT(asked, ElementsAre(one));
}

TEST_F(recording_a_room, cannot_record_another_codec) {
  recorder->produced(voice.sid, one, "PCMU");
  start(voice);
  EXPECT_THAT(recorded, IsEmpty());
}

}  // namespace
}  // namespace flex_video::rooms
