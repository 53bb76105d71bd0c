#include "flex_video/server/options.hpp"

#include "device_cookie.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <stdexcept>

namespace flex_video::server {
namespace {

options usable_options() {
  return {.base_url = "https://video.example.com",
          .ws_server = "wss://rooms.example.com:8443/signaling",
          .allowed_origins = {"https://flex.twilio.com", "http://localhost:3000"},
          .policy = {},
          .room_page = "<script>__ARRIVAL__</script>"};
}

TEST(options, are_usable) { EXPECT_NO_THROW(require_usable(usable_options())); }

TEST(options, refuse_what_cannot_be_served_with) {
  const std::function<void(options&)> spoil[] = {
      [](options& o) { o.base_url = ""; },
      [](options& o) { o.base_url = "video.example.com"; },
      [](options& o) { o.base_url = "https://video.example.com/"; },
      [](options& o) { o.base_url = "https://video.example.com/path"; },
      [](options& o) { o.base_url = "ftp://video.example.com"; },
      [](options& o) { o.base_url = "https://"; },
      [](options& o) { o.ws_server = "https://rooms.example.com"; },
      [](options& o) { o.ws_server = "wss://rooms.example.com; script-src *"; },
      [](options& o) { o.allowed_origins = {"*"}; },
      [](options& o) { o.allowed_origins = {"https://*.twilio.com"}; },
      [](options& o) { o.allowed_origins = {"https://flex.twilio.com/"}; },
      [](options& o) { o.allowed_origins = {"null"}; },
      [](options& o) { o.room_page = "<html></html>"; },
      [](options& o) { o.room_page += o.room_page; },
      [](options& o) { o.policy.longest_call = std::chrono::hours{25}; },
      [](options& o) { o.consent_version = ""; },
      [](options& o) { o.consent_version = "two words"; },
      [](options& o) { o.rates.address.burst = 0; },
      [](options& o) { o.rates.worker.per_minute = 0; },
      [](options& o) { o.streams.in_all = 0; },
      [](options& o) { o.streams.per_viewer = 0; },
  };
  for (const auto& change : spoil) {
    auto spoiled = usable_options();
    change(spoiled);
    EXPECT_THROW(require_usable(spoiled), std::invalid_argument);
  }
}

TEST(options, know_where_browsers_keep_secure_cookies) {
  for (const auto* url : {"https://a.example", "http://localhost:8080", "http://127.0.0.1:8080",
                          "http://127.1.2.3", "http://demo.localhost:1", "http://[::1]:8080"}) {
    EXPECT_TRUE(is_secure_context(url)) << url;
  }
  for (const auto* url :
       {"http://a.example", "http://localhost.example", "http://192.168.1.5:8080", "http://mylocalhost"}) {
    EXPECT_FALSE(is_secure_context(url)) << url;
  }
}

TEST(device_cookie, has_no_host_prefix_where_browsers_would_drop_it) {
  auto options = usable_options();
  options.base_url = "http://192.168.1.5:8080";
  net::response answer;
  std::array<std::byte, 16> bytes{};
  device_cookie{options}.write(answer, core::device_id::from_bytes(bytes));
  EXPECT_EQ(answer.headers.at(0).second,
            "flex-video-device=AAAAAAAAAAAAAAAAAAAAAA; Path=/; Max-Age=86400; HttpOnly; SameSite=Lax");
}

}  // namespace
}  // namespace flex_video::server
