#pragma once

#include <string>
#include <string_view>

/// Server-sent events as text (https://html.spec.whatwg.org/multipage/server-sent-events.html).
namespace flex_video::server {

/// One event. Neither `name` nor `data` may hold a line feed or a carriage return: std::logic_error, since a
/// line of our JSON never does.
std::string sse_event(std::string_view name, unsigned id, std::string_view data);

/// A comment, which keeps proxies from closing a silent stream.
std::string sse_heartbeat();

}  // namespace flex_video::server
