#include "flex_video/server/options.hpp"

#include "flex_video/core/page_signal.hpp"

#include <stdexcept>

namespace flex_video::server {
namespace {

constexpr std::string_view arrival_mark = "__ARRIVAL__";

/// What follows "://", or nothing if the scheme is none of `first` and `second`.
std::optional<std::string_view> authority(std::string_view url, std::string_view first,
                                          std::string_view second) {
  for (const auto scheme : {first, second}) {
    if (!url.starts_with(scheme)) continue;
    return url.substr(scheme.size());
  }
  return std::nullopt;
}

bool is_websocket_url(std::string_view url) {
  const auto rest = authority(url, "wss://", "ws://");
  return rest && !rest->empty() && rest->find_first_of("?#*@ ;,'\"") == std::string_view::npos;
}

void require(bool met, const std::string& message) {
  if (!met) throw std::invalid_argument(message);
}

}  // namespace

void require_usable(const options& options) {
  require(is_origin(options.base_url),
          "the base URL must be http(s)://host[:port] without a path: " + options.base_url);
  if (options.ws_server) {
    require(is_websocket_url(*options.ws_server),
            "the WebSocket server must be a ws(s):// URL: " + *options.ws_server);
  }
  for (const auto& origin : options.allowed_origins) {
    require(is_origin(origin), "an allowed origin must be http(s)://host[:port], nothing more: " + origin);
  }
  const auto mark = options.room_page.find(arrival_mark);
  require(mark != std::string::npos && options.room_page.find(arrival_mark, mark + 1) == std::string::npos,
          "the room page must hold __ARRIVAL__ exactly once");
  require(options.streams.in_all > 0 && options.streams.per_viewer > 0,
          "a limit of 0 event streams lets nobody follow");
  for (const auto& rate : {options.rates.address, options.rates.link, options.rates.worker})
    require(rate.burst > 0 && rate.per_minute > 0, "a rate limit of 0 lets nobody in");
  require(core::is_consent_version(options.consent_version),
          "no version of a text of consent: " + options.consent_version);
  core::require_usable(options.policy);
}

bool is_origin(std::string_view url) {
  const auto rest = authority(url, "https://", "http://");
  return rest && !rest->empty() && rest->find_first_of("/?#*@ ;,'\"") == std::string_view::npos;
}

bool is_secure_context(const std::string& base_url) {
  if (base_url.starts_with("https://")) return true;
  auto host = authority(base_url, "http://", "https://").value_or("");
  if (host.starts_with("[::1]")) return true;
  host = host.substr(0, host.find(':'));
  return host == "localhost" || host.ends_with(".localhost") || host.starts_with("127.");
}

}  // namespace flex_video::server
