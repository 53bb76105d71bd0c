#pragma once

#include "exchange_log.hpp"

#include "flex_video/net/http.hpp"

#include <memory>
#include <set>

namespace flex_video::sandbox {

/// The event streams that show the calls to Twilio. A reader that was cut off says with Last-Event-ID where.
class exchange_streams {
 public:
  static constexpr std::size_t most = 16;  ///< readers at a time

  /// `log` must outlive the streams, and is listened to by them alone.
  explicit exchange_streams(exchange_log& log);

  /// False, and nothing is sent, when there are too many already.
  bool open(std::shared_ptr<net::event_stream> stream, long long last_seen);
  bool is_full() const { return open_.size() >= most; }

 private:
  exchange_log& log_;
  std::set<std::shared_ptr<net::event_stream>> open_;
};

}  // namespace flex_video::sandbox
