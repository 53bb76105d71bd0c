#include "recording/recording_archive.hpp"
#include "testing/group_room.hpp"
#include "testing/temporary_folder.hpp"

#include <gmock/gmock.h>

#include <cstdlib>
#include <vector>

namespace flex_video::rooms {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::IsEmpty;
using testing::SizeIs;

const std::vector<track_rule> all{{.include = true}}, nothing{{.include = false}};

/// An archive in a folder that is gone with the test.
struct archive_in_a_folder {
  temporary_folder folder;
  base::manual_clock clock;
  base::counting_random random;
  recording_archive archive{folder.path,
                            clock,
                            random,
                            {.block = [](const std::function<void()>& task) { task(); },
                             .post = [](const std::function<void()>&) {}}};
  std::vector<recording_record> told;

  archive_in_a_folder() {
    archive.watch([this](const recording_record& each) { told.push_back(each); });
  }
};

/// A group room that can be recorded, with alice in it.
struct recorded_room : private archive_in_a_folder, group_room {
  recorded_room() : group_room(&archive) {}

  void record(const std::vector<track_rule>& rules) {
    rooms->server.record_by(room.sid, rules);
    settle();
  }
  void let_pass(std::chrono::milliseconds time) {
    clock.advance(time);
    pass(time);
  }
  /// A packet with 20 ms of sound.
  void hear(producer_id from) {
    const std::vector<std::byte> packet{
        std::byte{0x80}, std::byte{111},  {},          std::byte{1}, {}, {}, {}, {}, {}, {}, {},
        std::byte{7},    std::byte{0x78}, std::byte{1}};
    media.tell(packet_received{.producer = from, .bytes = packet});
  }
  using archive_in_a_folder::told;
  room_client& alice = join("alice");
};

TEST_F(recorded_room, says_nothing_of_a_recording_before_there_is_one) {
  EXPECT_FALSE(alice.recorded);
  EXPECT_THAT(media.recorded, IsEmpty());
}

TEST_F(recorded_room, is_recorded_while_its_rules_include_a_track_that_is_published) {
  auto& bob = join("bob");
  record(all);
  EXPECT_TRUE(alice.recorded && bob.recorded);
  EXPECT_THAT(media.recorded, SizeIs(4));
  const auto said = alice.recording_revision;
  auto& carol = join("carol");
  EXPECT_TRUE(carol.recorded);
  EXPECT_EQ(alice.recording_revision, said) << "it knows";
  EXPECT_THAT(media.recorded, SizeIs(6));
  record({{.include = true, .kind = track_kind::audio}});
  EXPECT_THAT(media.recorded, SizeIs(3));
  EXPECT_EQ(alice.recording_revision, said);
  record(nothing);
  EXPECT_FALSE(alice.recorded || bob.recorded || carol.recorded);
  EXPECT_THAT(media.recorded, IsEmpty());
  record(all);
  EXPECT_TRUE(alice.recorded);
}

TEST_F(recorded_room, tells_who_brings_the_first_track_and_who_takes_the_last) {
  record({{.include = true, .publisher = "bob"}});
  EXPECT_FALSE(alice.recorded);
  auto& bob = join("bob");
  EXPECT_TRUE(alice.recorded && bob.recorded);
  unpublish(bob, "bob-voice");
  EXPECT_TRUE(alice.recorded);
  leave(bob);
  EXPECT_FALSE(alice.recorded);
}

TEST_F(recorded_room, makes_a_recording_of_what_comes) {
  record(all);
  hear(*producer(alice, media_kind::audio));
  ASSERT_THAT(told, SizeIs(1));
  EXPECT_EQ(told[0].status, recording_status::processing);
  EXPECT_EQ(told[0].identity, "alice");
  EXPECT_EQ(told[0].track_name, "alice-voice");
  EXPECT_EQ(told[0].track.text(), sid_of("alice-voice"));
  EXPECT_EQ(told[0].room, room.sid);
}

TEST_F(recorded_room, asks_for_the_key_frames_that_do_not_come) {
  record(all);
  let_pass(2s);
  EXPECT_THAT(media.asked_for_key_frame, Contains(*producer(alice, media_kind::video)));
}

TEST_F(recorded_room, goes_on_with_another_media_worker) {
  record(all);
  hear(*producer(alice, media_kind::audio));
  media.tell(router_lost{});
  settle();
  EXPECT_TRUE(alice.recorded);
  EXPECT_THAT(media.recorded, Contains(*producer(alice, media_kind::video)));
  hear(*producer(alice, media_kind::audio));
  EXPECT_THAT(told, SizeIs(1)) << "it is the same recording";
}

TEST_F(recorded_room, goes_on_with_a_client_that_comes_back) {
  record(all);
  lose(alice);
  resume(alice);
  EXPECT_TRUE(alice.recorded);
  EXPECT_THAT(media.recorded, SizeIs(2));
}

TEST_F(recorded_room, is_recorded_by_the_server_after_it) {
  record(all);
  record(nothing);
  record(all);
  restart();
  resume(alice);
  EXPECT_TRUE(alice.recorded);
  EXPECT_THAT(media.recorded, SizeIs(2));
}

TEST_F(recorded_room, is_recorded_for_the_service) {
  using core::recording_state;
  auto& bob = join("bob");
  const auto set = [&](recording_state wanted, const std::vector<std::string>& publishers) {
    EXPECT_TRUE(rooms->server.set_recording(room.sid, wanted, publishers));
    settle();
  };
  set(recording_state::on, {"alice"});
  EXPECT_TRUE(alice.recorded && bob.recorded);
  EXPECT_THAT(media.recorded, SizeIs(2)) << "bob's is not";
  set(recording_state::paused, {"alice"});
  EXPECT_FALSE(alice.recorded);
  EXPECT_THAT(media.recorded, SizeIs(2)) << "it is the same recording afterwards";
  set(recording_state::on, {"alice", "bob"});
  EXPECT_TRUE(alice.recorded);
  EXPECT_THAT(media.recorded, SizeIs(4));
  set(recording_state::off, {"alice", "bob"});
  EXPECT_FALSE(alice.recorded);
  EXPECT_THAT(media.recorded, IsEmpty());
}

TEST_F(recorded_room, refuses_for_the_service_what_it_can_not) {
  const auto direct = rooms->server.open_room({.unique_name = "direct"}).value();
  EXPECT_FALSE(rooms->server.can_record(direct.sid));
  EXPECT_EQ(rooms->server.set_recording(direct.sid, core::recording_state::on, {"alice"}).error().code,
            core::provider_errc::refused);
  EXPECT_TRUE(rooms->server.set_recording(direct.sid, core::recording_state::off, {})) << "it is not";
}

}  // namespace
}  // namespace flex_video::rooms
