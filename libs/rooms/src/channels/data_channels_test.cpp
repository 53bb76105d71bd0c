#include "channels/data_channels.hpp"

#include "channels/data_channel.hpp"
#include "testing/model_media.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace flex_video::rooms {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;

constexpr auto control = static_cast<std::uint32_t>(payload_protocol::control);

std::span<const std::byte> bytes_of(std::string_view text) { return std::as_bytes(std::span{text}); }

struct data_channels_of_one : testing::Test {
  data_channels_of_one() { router_->open_transport(over, {}); }

  data_channels::meaning receive(std::uint16_t stream, std::uint32_t ppid, std::string_view bytes) {
    return channels().take({.transport = over, .stream = stream, .ppid = ppid, .bytes = bytes_of(bytes)});
  }
  data_channels::meaning receive(std::uint16_t stream, const channel_opening& opening) {
    const auto message = write_channel_opening(opening);
    return channels().take({.transport = over, .stream = stream, .ppid = control, .bytes = message});
  }
  data_channels& channels() {
    if (!channels_) channels_.emplace(*router_, over);
    return *channels_;
  }
  model_media::transport& transport() { return media_.transports.at(over); }

  static constexpr transport_id over{1};
  model_media media_;
  std::unique_ptr<media_router> router_ = media_.open_router({}).value();
  std::optional<data_channels> channels_;
};

TEST_F(data_channels_of_one, receive_what_a_client_may_open_before_it_says_so) {
  channels();
  EXPECT_THAT(transport().received_streams, UnorderedElementsAre(0, 2, 4, 6));
  receive(2, {.label = "a"});
  EXPECT_THAT(transport().received_streams, UnorderedElementsAre(0, 2, 4, 6, 8));
}

TEST_F(data_channels_of_one, acknowledge_what_a_client_opens) {
  const reliability how{.ordered = false, .max_retransmits = 3};
  const auto opened = std::get<opened_channel>(receive(4, {.label = "chat", .how = how}));
  EXPECT_EQ(opened.stream, 4);
  EXPECT_EQ(opened.label, "chat");
  EXPECT_EQ(opened.how, how);
  EXPECT_THAT(transport().data, ElementsAre(Pair(4, "50:\x02")));
}

TEST_F(data_channels_of_one, have_another_channel_on_a_stream_that_is_used_again) {
  receive(0, {.label = "first"});
  EXPECT_EQ(std::get<opened_channel>(receive(0, {.label = "second"})).label, "second");
  EXPECT_THAT(transport().received_streams, UnorderedElementsAre(0, 2, 4, 6, 8)) << "no stream more";
  EXPECT_EQ(transport().data.size(), 2u) << "both acknowledged";
}

TEST_F(data_channels_of_one, never_receive_more_streams_than_there_are) {
  for (std::uint16_t stream = 0; stream < 1'024; stream += 2) receive(stream, {.label = "x"});
  EXPECT_EQ(transport().received_streams.size(), 512u);
  EXPECT_EQ(*transport().received_streams.rbegin(), 1'022);
}

TEST_F(data_channels_of_one, pass_on_what_a_client_says) {
  const auto message = std::get<data_message>(receive(0, 53, "binary"));
  EXPECT_EQ(message.stream, 0);
  EXPECT_EQ(message.ppid, 53u);
  EXPECT_TRUE(std::ranges::equal(message.bytes, bytes_of("binary")));
}

TEST_F(data_channels_of_one, keep_the_protocol_to_themselves) {
  const auto nothing = [](const data_channels::meaning& meaning) {
    return std::holds_alternative<std::monostate>(meaning);
  };
  EXPECT_TRUE(nothing(receive(1, control, "\x02"))) << "an acknowledgement";
  EXPECT_TRUE(nothing(receive(0, control, "nonsense")));
  EXPECT_TRUE(nothing(receive(0, control, "")));
  EXPECT_TRUE(nothing(receive(3, {.label = "x"}))) << "the odd streams are ours to open";
  EXPECT_THAT(transport().data, IsEmpty());
}

TEST_F(data_channels_of_one, open_ours_on_odd_streams) {
  const reliability how{.max_packet_life_time = 300};
  EXPECT_EQ(channels().open("first", how), 1);
  EXPECT_EQ(channels().open("second", {}), 3);
  EXPECT_EQ(transport().sent_streams.at(1), how);
  EXPECT_TRUE(transport().received_streams.contains(1));
  const auto opening = read_channel_opening(bytes_of(transport().data.front().second.substr(3))).value();
  EXPECT_EQ(opening.label, "first");
  EXPECT_EQ(opening.how, how);
}

TEST_F(data_channels_of_one, say_text_and_anything) {
  const auto stream = channels().open("x", {}).value();
  transport().data.clear();
  channels().send(stream, "text");
  channels().send(stream, 53, bytes_of("bytes"));
  EXPECT_THAT(transport().data, ElementsAre(Pair(stream, "51:text"), Pair(stream, "53:bytes")));
}

TEST_F(data_channels_of_one, use_no_stream_of_ours_twice) {
  const auto first = channels().open("x", {}).value();
  channels().close(first);
  EXPECT_FALSE(transport().sent_streams.contains(first));
  for (int i = 1; i < 512; ++i) EXPECT_TRUE(channels().open("x", {}));
  EXPECT_FALSE(channels().open("one too many", {}));
}

}  // namespace
}  // namespace flex_video::rooms
