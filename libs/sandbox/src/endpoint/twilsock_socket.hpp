#pragma once

#include "twilsock/connection.hpp"

#include "flex_video/net/websocket.hpp"

#include <functional>
#include <memory>
#include <set>

namespace flex_video::sandbox {

/// All open Twilsock sockets.
class twilsock_sockets {
 public:
  /// `services` must outlive the sockets; `after_reply` is called when a packet has been answered.
  twilsock_sockets(const twilsock_services& services, std::function<void()> after_reply);

  std::unique_ptr<net::websocket_session> accept(std::shared_ptr<net::websocket> socket);
  void deliver(const effect& happened);

 private:
  class session;
  const twilsock_services& services_;
  std::function<void()> after_reply_;
  std::set<session*> open_;  ///< each takes itself out when it goes
};

}  // namespace flex_video::sandbox
