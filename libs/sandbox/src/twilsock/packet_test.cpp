#include "twilsock/packet.hpp"

#include "flex_video/sandbox/errc.hpp"

#include <gtest/gtest.h>

namespace flex_video::sandbox {
namespace {

TEST(packet, has_the_bytes_that_the_sdk_parses) {
  EXPECT_EQ(encode_packet({{{"method", "reply"}}, "{}"}),
            "TWILSOCK V3.0 35\r\n{\"method\":\"reply\",\"payload_size\":2}\r\n{}");
}

TEST(packet, comes_back_as_it_was) {
  const auto back = decode_packet(encode_packet({{{"id", "TM1"}}, "grüße"}));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->header.at("id"), "TM1");
  EXPECT_EQ(back->payload, "grüße");
}

TEST(packet, needs_no_payload) {
  const auto bare = decode_packet("TWILSOCK V3.0 2\r\n{}\r\n");
  ASSERT_TRUE(bare);
  EXPECT_TRUE(bare->payload.empty());
}

TEST(packet, is_refused_when_malformed) {
  for (const auto* bytes :
       {"", "TWILSOCK", "TWILSOCK V2.0 2\r\n{}\r\n", "TWILSOCK V3.0 \r\n{}\r\n", "TWILSOCK V3.0 x\r\n{}\r\n",
        "TWILSOCK V3.0 -2\r\n{}\r\n", "TWILSOCK V3.0 2\n{}\r\n", "TWILSOCK V3.0 3\r\n{}\r\n",
        "TWILSOCK V3.0 1\r\n{}\r\n", "TWILSOCK V3.0 2\r\n{}", "TWILSOCK V3.0 2\r\n{}xx",
        "TWILSOCK V3.0 2\r\n[]\r\n", "TWILSOCK V3.0 2\r\n{x\r\n",
        "TWILSOCK V3.0 18\r\n{\"payload_size\":2}\r\n{", "TWILSOCK V3.0 19\r\n{\"payload_size\":-1}\r\n{",
        "TWILSOCK V3.0 99999999999999999999\r\n{}\r\n"}) {
    const auto decoded = decode_packet(bytes);
    ASSERT_FALSE(decoded) << bytes;
    EXPECT_EQ(decoded.error().code, errc::malformed_packet);
  }
}

TEST(packet, is_refused_when_cut_off_anywhere) {
  const auto whole = encode_packet({{{"method", "message"}}, R"({"a":1})"});
  ASSERT_TRUE(decode_packet(whole));
  for (std::size_t length = 0; length < whole.size(); ++length)
    EXPECT_FALSE(decode_packet(whole.substr(0, length))) << length;
}

TEST(packet, has_a_longest_header) {
  const auto with_header_of = [](std::size_t size) {
    const auto header = "{\"x\":\"" + std::string(size - 8, 'a') + "\"}";
    return "TWILSOCK V3.0 " + std::to_string(header.size()) + "\r\n" + header + "\r\n";
  };
  EXPECT_TRUE(decode_packet(with_header_of(packet::longest_header)));
  EXPECT_FALSE(decode_packet(with_header_of(packet::longest_header + 1)));
}

TEST(packet, has_a_deepest_header) {
  const auto nested = [](int depth) {
    const auto header = "{\"x\":" + std::string(depth, '[') + std::string(depth, ']') + "}";
    return "TWILSOCK V3.0 " + std::to_string(header.size()) + "\r\n" + header + "\r\n";
  };
  EXPECT_TRUE(decode_packet(nested(20)));
  EXPECT_FALSE(decode_packet(nested(40)));
}

}  // namespace
}  // namespace flex_video::sandbox
