#pragma once

#include "flex_video/base/result.hpp"
#include "flex_video/net/http.hpp"
#include "flex_video/wire/errc.hpp"

#include <string_view>

namespace flex_video::server {

/// wire::errc::cross_site if a browser says that another site's page, or a sandboxed one, sent the request.
/// Browsers set Sec-Fetch-Site themselves, so it is believed before Origin
/// (https://www.w3.org/TR/fetch-metadata/); a client without either is no browser that was tricked.
inline base::result<void> require_own_page(const net::request& request, std::string_view base_url) {
  const auto site = request.header("sec-fetch-site");
  const auto origin = request.header("origin");
  const bool own =
      !site.empty() ? site == "same-origin" || site == "none" : origin.empty() || origin == base_url;
  if (!own) return base::fail(wire::errc::cross_site);
  return {};
}

}  // namespace flex_video::server
