#pragma once

#include "testing/event_log.hpp"

#include "flex_video/net/server.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <thread>

namespace flex_video::net::testing {

/// A server on a free port with a thread for its loop. Failures of handlers are logged as "failure: …".
class running_server {
 public:
  explicit running_server(router routes, limits limits = {},
                          std::function<void(const access&)> on_access = {});
  /// `options` but its port, and with its failures logged.
  running_server(server_options options, router routes);
  /// Ends the server first, then the loop.
  ~running_server();
  running_server(const running_server&) = delete;
  running_server& operator=(const running_server&) = delete;

  std::uint16_t port() const { return port_; }
  event_loop& loop() { return loop_; }
  event_log& log() { return log_; }
  /// On the loop only.
  server& get() { return *server_; }

  /// Runs `task` on the loop and waits for its end.
  void on_loop(const std::function<void()>& task);
  std::size_t connections();
  /// Waits until there are so many connections; false if that does not happen.
  bool reaches(std::size_t connections);
  /// Asks the server to stop; "stopped" is logged when it did.
  void stop(std::chrono::milliseconds grace);
  /// Destroys the server, as an application in a hurry would.
  void destroy();
  /// Ends the loop's thread; what is left on the loop is destroyed with this.
  void halt();

 private:
  void check(std::size_t wanted);

  event_log log_;
  event_log reached_;
  event_loop loop_;
  std::unique_ptr<event_loop::timer> keep_running_;  ///< a loop without work would return
  std::unique_ptr<server> server_;
  std::unique_ptr<event_loop::timer> check_;
  std::uint16_t port_;
  std::thread thread_;
};

}  // namespace flex_video::net::testing
