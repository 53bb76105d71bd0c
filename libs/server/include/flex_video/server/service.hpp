#pragma once

#include "flex_video/base/result.hpp"
#include "flex_video/core/room_event.hpp"
#include "flex_video/net/router.hpp"
#include "flex_video/server/options.hpp"
#include "flex_video/server/ports.hpp"
#include "flex_video/server/sweep_tally.hpp"
#include "flex_video/server/threads.hpp"

#include <chrono>
#include <memory>

namespace flex_video::server {

/// The HTTP API and the pages, over the ports. Loop thread only. It logs nothing; what its answers and errors
/// say holds nothing that admits.
class service {
 public:
  /// Listens to ports.feed from now on. Throws std::invalid_argument if the options are not usable.
  service(const ports& ports, options options, threads threads);
  ~service();
  service(const service&) = delete;
  service& operator=(const service&) = delete;

  /// Adds every route of the service; it must outlive the router.
  void add_routes(net::router& router);

  /// How often on_tick() is to be called.
  static constexpr std::chrono::seconds tick_period{5};
  /// Looks after the event streams: events of which the feed lost word, clients that are gone, Flex tokens
  /// that have expired; a heartbeat each third time.
  void on_tick();

  /// Takes note of what happened in a room. A room that is no session's is ignored. May be called from within
  /// the video provider's calls. Refuses with store_errc::unavailable or conflict; the event may then be
  /// reported again.
  base::result<void> on_room_event(const core::room_event& event);
  /// Takes note that a task went to wrap-up, or was completed or cancelled. Refuses as well with
  /// task_errc::unavailable.
  base::result<void> on_task_end(const core::task_sid& task);

  // To be called now and then, from one thread at a time; each does one round and leaves what fails to the
  // next.
  /// Ends what lasted long enough, closes rooms, and catches up with the provider.
  sweep_tally sweep();
  /// Works off the webhooks that were kept; at once when ports::webhook_kept is called, and now and then.
  /// Returns how many are left.
  base::result<std::size_t> work_off_webhooks();

 private:
  struct parts;
  std::unique_ptr<parts> parts_;
};

}  // namespace flex_video::server
