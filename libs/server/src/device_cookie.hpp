#pragma once

#include "flex_video/core/ids.hpp"
#include "flex_video/net/http.hpp"
#include "flex_video/server/options.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace flex_video::server {

/// The cookie that a device is known by. On a secure base URL it is a `__Host-` cookie
/// (https://www.rfc-editor.org/rfc/rfc6265bis section 4.1.3): no other host can set it.
class device_cookie {
 public:
  explicit device_cookie(const options& options)
      : secure_(is_secure_context(options.base_url)),
        name_(secure_ ? "__Host-flex-video-device" : "flex-video-device"),
        life_(options.policy.link_life) {}

  /// The device of a request; nothing if it sends no cookie, or one that is no id.
  std::optional<core::device_id> read(const net::request& request) const {
    const auto value = request.cookie(name_);
    return value ? core::device_id::parse(*value) : std::nullopt;
  }

  void write(net::response& answer, const core::device_id& device) const {
    auto cookie = name_ + '=' + device.str() + "; Path=/; Max-Age=" + std::to_string(life_.count()) +
                  "; HttpOnly; SameSite=Lax" + (secure_ ? "; Secure" : "");
    answer.with("Set-Cookie", std::move(cookie));
  }

 private:
  bool secure_;
  std::string name_;
  std::chrono::seconds life_;
};

}  // namespace flex_video::server
