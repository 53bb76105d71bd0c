#include "address_quota.hpp"

#include "testing/raw_client.hpp"
#include "testing/running_server.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <optional>

namespace flex_video::net {
namespace {

using testing::raw_client;
using testing::running_server;

ip_address at(std::string_view text) { return ip_address::parse(text).value(); }

TEST(address_quota, gives_each_address_so_many) {
  const auto quota = std::make_shared<address_quota>(2);
  auto first = quota->take(at("192.0.2.1"));
  const auto second = quota->take(at("192.0.2.1"));
  EXPECT_TRUE(first && second);
  EXPECT_FALSE(quota->take(at("192.0.2.1")));
  EXPECT_FALSE(quota->take(at("::ffff:192.0.2.1")));
  EXPECT_TRUE(quota->take(at("192.0.2.2")));
  first.reset();
  EXPECT_TRUE(quota->take(at("192.0.2.1")));
}

TEST(address_quota, counts_a_moved_share_once) {
  const auto quota = std::make_shared<address_quota>(1);
  auto first = quota->take(at("192.0.2.1"));
  {
    const auto moved = std::move(*first);
    first.reset();
    EXPECT_FALSE(quota->take(at("192.0.2.1")));
  }
  EXPECT_TRUE(quota->take(at("192.0.2.1")));
}

TEST(address_quota, takes_a_network_of_64_bits_for_one_address) {
  const auto quota = std::make_shared<address_quota>(1);
  const auto first = quota->take(at("2001:db8::1"));
  EXPECT_FALSE(quota->take(at("2001:db8::ffff:0:0:2")));
  EXPECT_TRUE(quota->take(at("2001:db8:0:1::1")));
}

TEST(address_quota, forgets_addresses_that_have_nothing) {
  const auto quota = std::make_shared<address_quota>(1);
  std::ignore = quota->take(at("192.0.2.1"));
  EXPECT_EQ(quota->addresses(), 0U);
  const auto none = std::make_shared<address_quota>(0);
  EXPECT_FALSE(none->take(at("192.0.2.1")));
  EXPECT_EQ(none->addresses(), 0U);
}

router routes() {
  router table;
  table.add(method::get, "/hello", [](const request&) { return text(200, "hello"); });
  table.add(method::get, "/events", [](const request&) {
    response answer;
    answer.stream = [kept = std::make_shared<std::shared_ptr<event_stream>>()](
                        std::shared_ptr<event_stream> stream) { *kept = std::move(stream); };
    return answer;
  });
  return table;
}

TEST(connections_per_address, are_limited_whatever_they_became) {
  running_server server{routes(), {.connections_per_address = 2}};
  raw_client stream{server.port()};
  stream.send("GET /events HTTP/1.1\r\nHost: test\r\n\r\n");
  EXPECT_TRUE(stream.read_until("\r\n\r\n").contains(" 200 "));
  std::optional<raw_client> second{std::in_place, server.port()};
  EXPECT_EQ(second->get("/hello").status, 200U);
  const auto refusal = raw_client{server.port()}.read_answer();
  EXPECT_EQ(refusal.status, 503U);
  EXPECT_TRUE(refusal.body.contains(R"("code":"too_many_connections_from_address")")) << refusal.body;
  EXPECT_EQ(second->get("/hello").status, 200U);
  second.reset();
  EXPECT_TRUE(server.reaches(1));
  EXPECT_EQ(raw_client{server.port()}.get("/hello").status, 200U);
}

TEST(connections_per_address, are_not_limited_for_trusted_proxies) {
  server_options options;
  options.limits.connections_per_address = 1;
  options.trusted_proxies = {network::parse("127.0.0.1").value()};
  running_server server{std::move(options), routes()};
  raw_client first{server.port()};
  raw_client second{server.port()};
  EXPECT_EQ(first.get("/hello").status, 200U);
  EXPECT_EQ(second.get("/hello").status, 200U);
}

}  // namespace
}  // namespace flex_video::net
