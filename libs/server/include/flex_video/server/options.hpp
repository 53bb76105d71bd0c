#pragma once

#include "flex_video/base/secret.hpp"
#include "flex_video/core/messaging_window.hpp"
#include "flex_video/core/policy.hpp"
#include "flex_video/server/rate_limits.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace flex_video::server {

/// How many event streams may be open at once; one more is refused with 429 "too_many_streams".
struct stream_limits {
  std::size_t in_all = 2000;
  std::size_t per_viewer = 8;  ///< of one guest, or of all agents and supervisors of one session together

  friend bool operator==(const stream_limits&, const stream_limits&) = default;
};

struct options {
  std::string base_url;  ///< the origin people reach us at: "https://video.example.com", no path
  std::optional<std::string> ws_server;      ///< "wss://…" of our own rooms; nothing means Twilio's cloud
  std::vector<std::string> allowed_origins;  ///< of Flex: "https://flex.twilio.com"; exact, no wildcards
  core::policy policy;
  std::string consent_version =
      "2026-11-24";  ///< names the text that guests agree to where calls may be recorded
  /// Of the message with the link, for channels that take no free one at the time; may be empty.
  std::vector<core::invitation_template> invitation_templates = {};
  std::string room_page;  ///< HTML; holds "__ARRIVAL__" once, in its script element "arrival"
  std::optional<base::secret> auth_token = {};  ///< Twilio signs its webhooks with; without it there are none
  base::secret metrics_token = {};              ///< empty: /metrics answers loopback alone
  std::function<bool()> draining = {};          ///< whether /readyz should send new work elsewhere
  bool framed_by_self = false;  ///< lets our own pages frame the customer's (the demo's desk does)
  rate_limits rates = {};
  stream_limits streams = {};
  bool insecure_get_tokens = false;  ///< /get-tokens asks nobody for a Flex token, as the original did
};

/// Throws std::invalid_argument, in words for the operator, if something cannot be served with.
void require_usable(const options& options);

/// Whether `url` is an origin as browsers write it: http(s)://host[:port], and nothing more.
bool is_origin(std::string_view url);

/// Whether browsers keep Secure cookies of `base_url`: it is https, or a loopback host.
bool is_secure_context(const std::string& base_url);

}  // namespace flex_video::server
