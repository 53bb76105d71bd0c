#include "decisions/dominant_speaker.hpp"

#include <gtest/gtest.h>

#include <string>

namespace flex_video::rooms {
namespace {

class dominant_speaker_test : public testing::Test {
 protected:
  dominant_speaker_test() {
    speaker.add(mic, ann, true);
    speaker.add(second_mic, ann, true);
    speaker.add(muted_mic, ben, false);
  }

  const twilio::participant_sid ann = *twilio::participant_sid::parse("PA" + std::string(32, 'a'));
  const twilio::participant_sid ben = *twilio::participant_sid::parse("PA" + std::string(32, 'b'));
  static constexpr producer_id mic{1}, second_mic{2}, muted_mic{3};
  dominant_speaker speaker;
};

TEST_F(dominant_speaker_test, is_nobody_before_any_is_heard) { EXPECT_EQ(speaker.current(), std::nullopt); }

TEST_F(dominant_speaker_test, is_who_was_heard_last) {
  speaker.heard(mic);
  EXPECT_EQ(speaker.current(), ann);
  speaker.set_enabled(muted_mic, true);
  speaker.heard(muted_mic);
  EXPECT_EQ(speaker.current(), ben);
}

TEST_F(dominant_speaker_test, is_no_muted_track) {
  EXPECT_FALSE(speaker.can_speak(muted_mic));
  speaker.heard(mic);
  speaker.heard(muted_mic);
  EXPECT_EQ(speaker.current(), ann);
}

TEST_F(dominant_speaker_test, is_nobody_once_muted) {
  speaker.heard(mic);
  speaker.set_enabled(second_mic, false);
  EXPECT_EQ(speaker.current(), ann);
  speaker.set_enabled(mic, false);
  EXPECT_EQ(speaker.current(), std::nullopt);
  speaker.set_enabled(mic, true);
  EXPECT_EQ(speaker.current(), std::nullopt);
}

TEST_F(dominant_speaker_test, is_nobody_once_gone) {
  speaker.heard(mic);
  speaker.remove(second_mic);
  EXPECT_EQ(speaker.current(), ann);
  speaker.remove(mic);
  EXPECT_EQ(speaker.current(), std::nullopt);
  speaker.heard(mic);
  EXPECT_EQ(speaker.current(), std::nullopt);
}

TEST_F(dominant_speaker_test, ignores_what_it_does_not_know) {
  speaker.set_enabled(producer_id{9}, true);
  speaker.remove(producer_id{9});
  speaker.heard(producer_id{9});
  EXPECT_EQ(speaker.current(), std::nullopt);
  EXPECT_FALSE(speaker.can_speak(producer_id{9}));
}

}  // namespace
}  // namespace flex_video::rooms
