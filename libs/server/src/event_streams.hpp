#pragma once

#include "live_sessions.hpp"
#include "stream_places.hpp"

#include "flex_video/base/result.hpp"
#include "flex_video/net/http.hpp"
#include "flex_video/server/options.hpp"
#include "flex_video/server/ports.hpp"
#include "flex_video/server/threads.hpp"

#include <memory>

namespace flex_video::server {

/// The event streams of all sessions, as answers to requests.
class event_streams {
 public:
  /// Everything passed must outlive this. Hears the feed from now on.
  event_streams(const ports& ports, const options& options, const threads& threads);

  /// The answer that follows `session` for somebody who may: from the event after the request's
  /// Last-Event-ID, or `after` in its query (a page can't set the header of its first request), else from a
  /// snapshot on. wire::errc::too_many_streams. Any thread.
  net::response open(const net::request& request, const core::session_id& session, const viewer& who);

  /// live_sessions::poll(), and a heartbeat each third time; counts the streams. Loop thread only.
  void on_tick();

 private:
  metrics& counts_;
  stream_places places_;
  std::shared_ptr<live_sessions> live_;
  unsigned ticks_ = 0;
};

}  // namespace flex_video::server
