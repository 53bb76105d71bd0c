#include "value_text.hpp"

#include <gtest/gtest.h>

namespace flex_video::app {
namespace {

using namespace std::chrono_literals;

TEST(value_text, numbers_lie_within_their_range) {
  EXPECT_EQ(parse_number("0", 0, 65535), 0);
  EXPECT_EQ(parse_number("65535", 0, 65535), 65535);
  for (const auto* text : {"65536", "-1", "", "+1", " 1", "1 ", "1.0", "0x10", "99999999999999999999"}) {
    EXPECT_EQ(parse_number(text, 0, 65535), std::nullopt) << text;
  }
}

TEST(value_text, durations_have_a_unit) {
  EXPECT_EQ(parse_duration("90s"), 90s);
  EXPECT_EQ(parse_duration("15m"), 15min);
  EXPECT_EQ(parse_duration("4h"), 4h);
  EXPECT_EQ(parse_duration("7d"), 7 * 24h);
  EXPECT_EQ(parse_duration("3652d"), 3652 * 24h);
  for (const auto* text :
       {"", "90", "s", "-1s", "1.5h", "1h30m", "4 h", "4H", "1w", "3653d", "99999999999999999d"}) {
    EXPECT_EQ(parse_duration(text), std::nullopt) << text;
  }
}

TEST(value_text, durations_are_shown_in_their_largest_whole_unit) {
  EXPECT_EQ(show_duration(90s), "90s");
  EXPECT_EQ(show_duration(60s), "1m");
  EXPECT_EQ(show_duration(5400s), "90m");
  EXPECT_EQ(show_duration(4h), "4h");
  EXPECT_EQ(show_duration(7 * 24h), "7d");
}

TEST(value_text, truth_is_true_or_false) {
  EXPECT_EQ(parse_truth("true"), true);
  EXPECT_EQ(parse_truth("false"), false);
  for (const auto* text : {"", "yes", "1", "True"}) EXPECT_EQ(parse_truth(text), std::nullopt) << text;
}

TEST(value_text, lists_are_split_at_commas) {
  using parts = std::vector<std::string>;
  EXPECT_EQ(split_list(""), parts{});
  EXPECT_EQ(split_list("a"), parts{"a"});
  EXPECT_EQ(split_list("a, b ,c"), (parts{"a", "b", "c"}));
  EXPECT_EQ(split_list("a,,b"), (parts{"a", "", "b"}));
}

TEST(value_text, networks_are_in_cidr_notation_or_one_address) {
  for (const auto* text :
       {"10.0.0.0/8", "0.0.0.0/0", "192.0.2.1", "192.0.2.1/32", "2001:db8::/32", "::1", "::/128"}) {
    EXPECT_TRUE(is_network(text)) << text;
  }
  for (const auto* text :
       {"", "10.0.0.0/33", "10.0.0.0/", "10.0.0/8", "::/129", "host", "10.0.0.0/-1", "10.0.0.0/8/8"}) {
    EXPECT_FALSE(is_network(text)) << text;
  }
}

TEST(value_text, urls_are_http_and_end_without_a_slash) {
  for (const auto* text :
       {"https://video.twilio.com", "http://127.0.0.1:8080/twilio/video.twilio.com", "http://[::1]:1"}) {
    EXPECT_TRUE(is_url(text)) << text;
  }
  for (const auto* text : {"", "video.twilio.com", "ftp://a", "https://", "https:///a", "https://a/",
                           "https://u:p@a", "https://a?b", "https://a#b"}) {
    EXPECT_FALSE(is_url(text)) << text;
  }
}

TEST(turn_url, is_one_that_browsers_take) {
  for (const auto* text : {"turn:turn.example", "turn:192.0.2.1:3478?transport=udp",
                           "turn:[2001:db8::1]:3478", "turns:turn.example:443?transport=tcp"}) {
    EXPECT_TRUE(is_turn_url(text)) << text;
  }
  for (const auto* text :
       {"", "turn:", "turn://turn.example", "stun:turn.example", "turn:a:x", "turn:a?transport=tls",
        "turn:a?ttl=1", "turn:u@a", "turn:a b", "https://turn.example"}) {
    EXPECT_FALSE(is_turn_url(text)) << text;
  }
}

}  // namespace
}  // namespace flex_video::app
