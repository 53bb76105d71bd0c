#include "recording/recording_note.hpp"

#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

using namespace std::chrono_literals;

constexpr base::time_point now{std::chrono::milliseconds{1'800'000'000'123}};

recording_record make_recording() {
  return {.ordinal = 9'007'199'254'740'993,
          .sid = *twilio::recording_sid::parse("RT" + std::string(32, '1')),
          .room = *twilio::room_sid::parse("RM" + std::string(32, '2')),
          .participant = *twilio::participant_sid::parse("PA" + std::string(32, '3')),
          .identity = "customer:\"é\"",
          .track = *twilio::track_sid::parse("MT" + std::string(32, '4')),
          .track_name = "camera",
          .kind = track_kind::video,
          .codec = "VP8",
          .status = recording_status::completed,
          .created = now,
          .updated = now + 1h,
          .began = now + 1s,
          .duration = 3'599'001ms,
          .bytes = 5'000'000'000,
          .room_name = "den"};
}

TEST(recording_note, keeps_all_that_is_known) {
  const auto written = make_recording();
  EXPECT_EQ(read_recording_note(write_recording_note(written)), written);
  auto begun = written;
  begun.began.reset();
  begun.status = recording_status::processing;
  EXPECT_EQ(read_recording_note(write_recording_note(begun)), begun);
}

TEST(recording_note, refuses_what_was_not_written_so) {
  const auto text = write_recording_note(make_recording());
  EXPECT_FALSE(read_recording_note(""));
  EXPECT_FALSE(read_recording_note("[]"));
  EXPECT_FALSE(read_recording_note("{}"));
  for (std::size_t length = 0; length < text.size(); ++length)
    EXPECT_FALSE(read_recording_note(std::string_view{text}.substr(0, length))) << length;
  const auto changed = [&](std::string_view from, std::string_view to) {
    auto other = text;
    return other.replace(other.find(from), from.size(), to);
  };
  EXPECT_FALSE(read_recording_note(changed("RT1", "RX1")));
  EXPECT_FALSE(read_recording_note(changed("completed", "finished")));
  EXPECT_FALSE(read_recording_note(changed("\"bytes\":5000000000", "\"bytes\":\"5\"")));
}

}  // namespace
}  // namespace flex_video::rooms
