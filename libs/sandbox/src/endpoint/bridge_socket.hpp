#pragma once

#include "effects.hpp"

#include "flex_video/net/event_loop.hpp"
#include "flex_video/net/websocket.hpp"

#include <chrono>
#include <memory>
#include <set>
#include <string>

namespace flex_video::sandbox {

/// All open sockets of the TaskRouter event bridge. A worker may have several, one for each tab.
class bridge_sockets {
 public:
  /// The SDK drops a line that has been silent for 30 s; any frame will do.
  static constexpr std::chrono::seconds beat{10};

  explicit bridge_sockets(net::event_loop& loop) : loop_(loop) {}

  /// `greeting` is the first frame.
  std::unique_ptr<net::websocket_session> accept(std::shared_ptr<net::websocket> socket, std::string identity,
                                                 std::string greeting);
  void deliver(const bridge_event& happened);

 private:
  class session;
  net::event_loop& loop_;
  std::set<session*> open_;  ///< each takes itself out when it goes
};

}  // namespace flex_video::sandbox
