#pragma once

#include "flex_video/net/event_loop.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace flex_video::net {

/// One end of a socket pair or a pipe, behind which another process of this machine is. Loop thread only.
class local_stream {
 public:
  struct listener {
    /// What came, in pieces of any size; valid during the call.
    std::function<void(std::span<const std::byte>)> received;
    /// Called once, and nothing after it: the other end is closed, or let more than the limit wait.
    std::function<void()> ended;
  };

  /// Owns `descriptor` from now on, and listens to it. `limit` is how many bytes may wait to be sent. No
  /// callback comes during the construction, during send(), or after the destruction, which may happen in
  /// one.
  local_stream(event_loop& loop, int descriptor, std::size_t limit, listener heard);
  ~local_stream();
  local_stream(const local_stream&) = delete;
  local_stream& operator=(const local_stream&) = delete;

  /// In order; dropped after the end.
  void send(std::span<const std::byte> bytes);

 private:
  class connection;
  std::shared_ptr<connection> connection_;
};

}  // namespace flex_video::net
