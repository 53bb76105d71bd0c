#pragma once

#include "address_quota.hpp"
#include "body_budget.hpp"
#include "default_headers.hpp"
#include "http_date.hpp"
#include "open_connections.hpp"
#include "read_blocks.hpp"
#include "request_ids.hpp"
#include "tls_context.hpp"

#include "flex_video/net/router.hpp"
#include "flex_video/net/server.hpp"

#include <ctime>
#include <exception>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace flex_video::net {

class websocket_connection;

/// Who has something to send because of what one WebSocket said.
using websocket_wakes = std::vector<std::weak_ptr<websocket_connection>>;

/// What the connections of one server share.
struct serving {
  explicit serving(server_options chosen) : options(std::move(chosen)), defaults(options.default_headers) {}

  /// Shared with handlers that are called on workers: they may finish after the server's end.
  std::shared_ptr<const router> routes = std::make_shared<const router>();
  server_options options;
  default_headers defaults;
  std::shared_ptr<address_quota> quota =
      std::make_shared<address_quota>(options.limits.connections_per_address);
  body_budget large_bodies{options.limits.large_bodies};
  std::shared_ptr<const tls_context> tls;  ///< for the next connection; null in the clear
  open_connections open;
  open_connections refused;  ///< those over the limit, while they hear so
  std::shared_ptr<read_blocks> blocks = std::make_shared<read_blocks>();
  websocket_wakes* delivering = nullptr;  ///< of the WebSocket whose message is being heard
  http_date clock;
  request_ids ids;
  bool stopping = false;

  std::string_view date() { return clock.text(std::time(nullptr)); }

  void report(const std::exception_ptr& failure) const {
    if (!options.on_failure) return;
    try {
      std::rethrow_exception(failure);
    } catch (const std::exception& known) {
      options.on_failure(known.what());
    } catch (...) {
      options.on_failure("an exception of unknown type");
    }
  }
};

/// What happens when the coroutine that is the life of a connection is over. An exception, which is a bug,
/// ends that connection and no other.
struct connection_end {
  std::shared_ptr<serving> shared;
  std::shared_ptr<open_connections::member> one;

  void operator()(const std::exception_ptr& failure) const {
    if (failure) shared->report(failure);
    one->cut();
    shared->open.remove(one);
    shared->refused.remove(one);
  }
};

/// The same for a coroutine that only helps: its end matters if it failed.
struct assistant_end {
  std::shared_ptr<serving> shared;
  std::shared_ptr<open_connections::member> one;

  void operator()(const std::exception_ptr& failure) const {
    if (failure) connection_end{shared, one}(failure);
  }
};

}  // namespace flex_video::net
