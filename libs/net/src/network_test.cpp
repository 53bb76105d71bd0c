#include "flex_video/net/network.hpp"

#include "flex_video/net/errc.hpp"

#include <gtest/gtest.h>

namespace flex_video::net {
namespace {

TEST(ip_address, has_one_text) {
  const auto text = [](std::string_view address) { return ip_address::parse(address).value().text(); };
  EXPECT_EQ(text("192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(text("2001:DB8:0:0:0:0:0:1"), "2001:db8::1");
  EXPECT_EQ(text("::ffff:192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(text("::ffff:c000:201"), "192.0.2.1");
  EXPECT_EQ(text("fe80::1%eth0"), "fe80::1");
}

TEST(ip_address, is_not_anything_else) {
  for (const std::string_view text :
       {std::string_view{""}, std::string_view{" 192.0.2.1"}, std::string_view{"192.0.2"},
        std::string_view{"192.0.2.256"}, std::string_view{"192.0.2.1%eth0"}, std::string_view{"localhost"},
        std::string_view{"[::1]"}, std::string_view{":"}, std::string_view{"%"},
        std::string_view{"192.0.2.1\0", 10}, std::string_view{"1:2:3:4:5:6:7:8:9"},
        std::string_view{"00000:00000:00000:00000:00000:00000:00000:00000:00000"}})
    EXPECT_FALSE(ip_address::parse(text)) << text;
}

TEST(network, contains_what_its_prefix_says) {
  struct row {
    const char* network;
    const char* address;
    bool inside;
  };
  for (const auto& [block, address, inside] : {
           row{"10.0.0.0/8", "10.255.0.1", true},
           row{"10.0.0.0/8", "11.0.0.1", false},
           row{"10.0.0.0/8", "::ffff:10.1.1.1", true},
           row{"::ffff:10.0.0.1", "10.0.0.1", true},
           row{"10.0.0.0/8", "a00::", false},
           row{"192.168.128.0/17", "192.168.128.0", true},
           row{"192.168.128.0/17", "192.168.127.255", false},
           row{"192.0.2.1", "192.0.2.1", true},
           row{"192.0.2.1/32", "192.0.2.2", false},
           row{"0.0.0.0/0", "255.255.255.255", true},
           row{"0.0.0.0/0", "::1", false},
           row{"::/0", "2001:db8::1", true},
           row{"::/0", "127.0.0.1", false},
           row{"2001:db8::/33", "2001:db8:7fff::1", true},
           row{"2001:db8::/33", "2001:db8:8000::1", false},
           row{"::1", "::1", true},
           row{"::1/128", "::2", false},
       })
    EXPECT_EQ(network::parse(block).value().contains(ip_address::parse(address).value()), inside)
        << block << " " << address;
}

TEST(network, refuses_what_is_no_network) {
  for (const auto* text : {"", "/", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8 ",
                           "10.0.0.0/8/8", "10.0.0.1/8", "::/129", "2001:db8::1/64", "fe80::%eth0/64",
                           "10.0.0.0/0x8", "10.0.0.0/99999999999", "example.com"}) {
    const auto refused = network::parse(text);
    ASSERT_FALSE(refused) << text;
    EXPECT_EQ(refused.error().code, errc::network_malformed);
    EXPECT_EQ(refused.error().detail, text);
  }
}

}  // namespace
}  // namespace flex_video::net
