#include "forwarded.hpp"

#include "testing/raw_client.hpp"
#include "testing/running_server.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace flex_video::net {
namespace {

std::vector<network> proxies() {
  return {network::parse("10.0.0.0/8").value(), network::parse("2001:db8:1::/48").value()};
}

std::string address(std::vector<header_view> headers) {
  return forwarded_origin("10.0.0.1", headers, proxies()).address;
}

TEST(forwarded, address_is_the_rightmost_that_is_not_trusted) {
  struct row {
    std::string_view header;
    std::string_view address;
  };
  for (const auto& [header, expected] : {
           row{"192.0.2.7", "192.0.2.7"},
           row{"192.0.2.7, 10.9.9.9", "192.0.2.7"},
           row{"192.0.2.7,10.9.9.9 ,\t10.8.8.8", "192.0.2.7"},
           row{"198.51.100.1, 192.0.2.7", "192.0.2.7"},
           row{"10.5.5.5, 192.0.2.7, 10.9.9.9", "192.0.2.7"},
           row{"192.0.2.7:4711", "192.0.2.7"},
           row{"2001:DB8::7", "2001:db8::7"},
           row{"[2001:db8::7]", "2001:db8::7"},
           row{"[2001:db8::7]:4711", "2001:db8::7"},
           row{"192.0.2.7, 2001:db8:1::9", "192.0.2.7"},
           row{"::ffff:192.0.2.7", "192.0.2.7"},
           row{"192.0.2.7, ::ffff:10.1.1.1", "192.0.2.7"},
           row{",, 192.0.2.7 ,,", "192.0.2.7"},
           // Nothing but trusted ones: the call began there.
           row{"10.9.9.9", "10.9.9.9"},
           row{"10.8.8.8, 10.9.9.9", "10.8.8.8"},
       })
    EXPECT_EQ(address({{"X-Forwarded-For", header}}), expected) << header;
}

TEST(forwarded, address_is_the_last_trusted_before_what_cannot_be_read) {
  for (const std::string_view header : {"",
                                        " ",
                                        ",",
                                        ",,,",
                                        "unknown",
                                        "_hidden",
                                        "192.0.2.7, garbage",
                                        "192.0.2.7;x",
                                        "192.0.2.7:",
                                        "192.0.2.7:x",
                                        "192.0.2.7:123456",
                                        "[2001:db8::7",
                                        "[2001:db8::7]x",
                                        "[2001:db8::7]:",
                                        "[192.0.2.7]",
                                        "[]",
                                        "]",
                                        "[",
                                        ":",
                                        "::1::",
                                        "%",
                                        "1.2.3",
                                        "1.2.3.4.5",
                                        "\"192.0.2.7\"",
                                        "for=192.0.2.7"})
    EXPECT_EQ(address({{"X-Forwarded-For", header}}), "10.0.0.1") << header;
  EXPECT_EQ(address({{"X-Forwarded-For", "192.0.2.7, garbage, 10.9.9.9"}}), "10.9.9.9");
}

TEST(forwarded, address_is_looked_for_through_all_headers_of_the_name) {
  EXPECT_EQ(address({{"X-Forwarded-For", "192.0.2.7"}, {"x-forwarded-for", "10.9.9.9"}}), "192.0.2.7");
  EXPECT_EQ(address({{"X-Forwarded-For", "198.51.100.1"}, {"Other", "x"}, {"X-Forwarded-For", "192.0.2.7"}}),
            "192.0.2.7");
  EXPECT_EQ(address({}), "10.0.0.1");
}

TEST(forwarded, address_is_found_in_a_long_list) {
  std::string list = "198.51.100.1, 192.0.2.7";
  for (int i = 0; i < 1000; ++i) list += ", 10.0.0." + std::to_string(i % 256);
  EXPECT_EQ(address({{"X-Forwarded-For", list}}), "192.0.2.7");
  EXPECT_EQ(address({{"X-Forwarded-For", std::string(10'000, ',')}}), "10.0.0.1");
}

TEST(forwarded, protocol_is_what_the_nearest_proxy_says) {
  const auto secure = [](std::vector<header_view> headers) {
    return forwarded_origin("10.0.0.1", headers, proxies()).secure;
  };
  EXPECT_FALSE(secure({}));
  EXPECT_TRUE(secure({{"X-Forwarded-Proto", "https"}}));
  EXPECT_TRUE(secure({{"x-forwarded-proto", " HTTPS "}}));
  EXPECT_FALSE(secure({{"X-Forwarded-Proto", "http"}}));
  EXPECT_FALSE(secure({{"X-Forwarded-Proto", "https, http"}}));
  EXPECT_TRUE(secure({{"X-Forwarded-Proto", "http"}, {"X-Forwarded-Proto", "https"}}));
  EXPECT_FALSE(secure({{"X-Forwarded-Proto", "httpss"}}));
}

TEST(forwarded, trust_is_by_network) {
  const auto trusted = proxies();
  EXPECT_TRUE(is_trusted("10.0.0.1", trusted));
  EXPECT_TRUE(is_trusted("::ffff:10.0.0.1", trusted));
  EXPECT_TRUE(is_trusted("2001:db8:1::1", trusted));
  EXPECT_FALSE(is_trusted("192.0.2.7", trusted));
  EXPECT_FALSE(is_trusted("10.0.0.1", {}));
  EXPECT_FALSE(is_trusted("nonsense", trusted));
}

router who() {
  router table;
  table.add(method::get, "/who", [](const request& r) {
    return text(200, std::string(r.remote_address) + (r.secure ? " secure" : " plain"));
  });
  return table;
}

constexpr auto claim = "X-Forwarded-For: 192.0.2.7\r\nX-Forwarded-Proto: https\r\n";

TEST(forwarded, headers_of_a_trusted_proxy_are_believed) {
  testing::event_log log;
  server_options options;
  options.trusted_proxies = {network::parse("127.0.0.0/8").value()};
  options.on_access = [&](const access& one) { log.add(std::string(one.remote_address)); };
  testing::running_server server{std::move(options), who()};
  testing::raw_client client{server.port()};
  EXPECT_EQ(client.get("/who", claim).body, "192.0.2.7 secure");
  EXPECT_EQ(client.get("/who").body, "127.0.0.1 plain");
  EXPECT_EQ(client.get("/who", claim).body, "192.0.2.7 secure");
  EXPECT_EQ(log.next(), "192.0.2.7");
  EXPECT_EQ(log.next(), "127.0.0.1");
}

TEST(forwarded, headers_of_others_are_not) {
  server_options options;
  options.trusted_proxies = {network::parse("10.0.0.0/8").value()};
  testing::running_server server{std::move(options), who()};
  EXPECT_EQ(testing::raw_client{server.port()}.get("/who", claim).body, "127.0.0.1 plain");
  testing::running_server trusts_nobody{who()};
  EXPECT_EQ(testing::raw_client{trusts_nobody.port()}.get("/who", claim).body, "127.0.0.1 plain");
}

}  // namespace
}  // namespace flex_video::net
