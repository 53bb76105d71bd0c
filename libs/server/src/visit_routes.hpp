#pragma once

#include "device_cookie.hpp"
#include "event_streams.hpp"
#include "stills.hpp"
#include "turnstile.hpp"
#include "visits.hpp"

#include "flex_video/net/router.hpp"

#include <string_view>

namespace flex_video::server {

/// Adds what the page behind a link calls: /v1/visits and below. Everything passed must outlive the router.
void add_visit_routes(net::router& router, turnstile& turnstile, visits& visits, stills& stills,
                      event_streams& streams, const device_cookie& cookie, std::string_view base_url);

}  // namespace flex_video::server
