#include "signalling/words.hpp"

#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

TEST(a_word, is_that_of_its_value) {
  EXPECT_EQ(word_of(track_kind::audio), "audio");
  EXPECT_EQ(word_of(track_kind::data), "data");
  EXPECT_EQ(word_of(track_priority::standard), "standard");
  EXPECT_EQ(word_of(participant_state::reconnecting), "reconnecting");
  EXPECT_EQ(word_of(participant_state::disconnected), "disconnected");
  EXPECT_EQ(word_of(description_type::create_offer), "create-offer");
  EXPECT_EQ(word_of(description_type::close), "close");
}

TEST(a_word, has_no_other_value) {
  EXPECT_EQ(value_of<track_kind>("video"), track_kind::video);
  EXPECT_EQ(value_of<track_priority>("high"), track_priority::high);
  EXPECT_EQ(value_of<track_kind>("high"), std::nullopt);
  EXPECT_EQ(value_of<participant_state>("Connected"), std::nullopt);
  EXPECT_EQ(value_of<description_type>(""), std::nullopt);
}

}  // namespace
}  // namespace flex_video::rooms
