#pragma once

#include "viewer.hpp"

#include "flex_video/core/ids.hpp"
#include "flex_video/server/options.hpp"

#include <memory>

namespace flex_video::server {

/// How many event streams are open. One guest can't take the places of the agent, nor of another guest. Any
/// thread.
class stream_places {
 public:
  explicit stream_places(const stream_limits& limits);

  /// A place for one more stream, free again when the last copy is gone; null if there is none. It may
  /// outlive the stream_places.
  std::shared_ptr<void> take(const core::session_id& session, const viewer& who);

  /// How many there are.
  std::size_t taken() const;

 private:
  struct counters;
  class place;
  std::shared_ptr<counters> counters_;
};

}  // namespace flex_video::server
