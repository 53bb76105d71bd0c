#include "channels/data_channel.hpp"

#include "signalling/signalling_errc.hpp"

#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

std::vector<std::byte> bytes(std::initializer_list<int> values) {
  std::vector<std::byte> made;
  for (const auto value : values) made.push_back(static_cast<std::byte>(value));
  return made;
}

void expect_refused(const std::vector<std::byte>& message) {
  const auto read = read_channel_opening(message);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, signalling_errc::message_invalid);
}

TEST(data_channel, is_opened_as_a_browser_does) {
  const auto message = bytes({3, 0x81, 1, 0, 0, 0, 0, 3, 0, 2, 0, 1, 'a', 'b', 'p'});
  const channel_opening opening{
      .label = "ab", .protocol = "p", .how = {.ordered = false, .max_retransmits = 3}};
  EXPECT_EQ(read_channel_opening(message), opening);
  EXPECT_EQ(write_channel_opening(opening), message);
}

TEST(data_channel, keeps_every_reliability) {
  for (const auto& how :
       {reliability{}, reliability{.ordered = false}, reliability{.max_retransmits = 0},
        reliability{.ordered = false, .max_retransmits = 65'535}, reliability{.max_packet_life_time = 300},
        reliability{.ordered = false, .max_packet_life_time = 0}}) {
    const channel_opening opening{.label = "l", .how = how};
    EXPECT_EQ(read_channel_opening(write_channel_opening(opening)), opening);
  }
}

TEST(data_channel, ignores_the_limit_of_a_reliable_one) {
  const auto read = read_channel_opening(bytes({3, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 0}));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->how, reliability{});
}

TEST(data_channel, is_not_opened_by_another_message) {
  expect_refused({});
  expect_refused(bytes({2}));
  expect_refused(bytes({3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
  expect_refused(bytes({4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
  expect_refused(bytes({3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
  expect_refused(bytes({3, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0}));
  expect_refused(bytes({3, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0}));
  expect_refused(bytes({3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 'x'}));
}

TEST(data_channel, has_no_long_names) {
  const std::string longest(longest_channel_label, 'x');
  EXPECT_TRUE(read_channel_opening(write_channel_opening({.label = longest, .protocol = longest})));
  expect_refused(write_channel_opening({.label = longest + "x"}));
  expect_refused(write_channel_opening({.label = "l", .protocol = longest + "x"}));
}

TEST(data_channel, is_acknowledged) {
  EXPECT_TRUE(is_channel_acknowledgement(channel_acknowledgement));
  EXPECT_FALSE(is_channel_acknowledgement({}));
  EXPECT_FALSE(is_channel_acknowledgement(bytes({3})));
  EXPECT_FALSE(is_channel_acknowledgement(bytes({2, 2})));
}

}  // namespace
}  // namespace flex_video::rooms
