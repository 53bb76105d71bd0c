#pragma once

#include "room_page.hpp"
#include "sessions.hpp"
#include "turnstile.hpp"
#include "visits.hpp"

#include "flex_video/net/router.hpp"

namespace flex_video::server {

/// Adds the pages, /j/{code} and /agent/{id}. They change nothing, so that link previews and scanners are
/// harmless. Everything passed must outlive the router.
void add_page_routes(net::router& router, turnstile& turnstile, const room_page& page, visits& visits,
                     sessions& sessions);

}  // namespace flex_video::server
