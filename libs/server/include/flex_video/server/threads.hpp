#pragma once

#include <functional>

namespace flex_video::server {

/// Where a service's event streams have their work done, so that the loop never waits for the store. Both may
/// be called on any thread, and must outlive what they were given.
struct threads {
  /// Runs a task that may block: on a worker, or at once where nothing blocks. May drop it instead.
  std::function<void(std::function<void()>)> run;
  /// Runs a task on the loop thread, later; never from within the call.
  std::function<void(std::function<void()>)> post_to_loop;
};

}  // namespace flex_video::server
