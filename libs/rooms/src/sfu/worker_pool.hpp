#pragma once

#include "sfu/media_router.hpp"
#include "sfu/watched_worker.hpp"

#include "flex_video/net/event_loop.hpp"
#include "flex_video/rooms/media_options.hpp"

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <vector>

namespace flex_video::rooms {

/// How long until a worker that ended is started again: at once if it has lived, and else twice as long each
/// time, up to half a minute.
class restart_pause {
 public:
  std::chrono::milliseconds next(bool lived);

 private:
  std::chrono::milliseconds pause_{0};
};

/// Media workers, each on its place, where there is a new one as soon as one is gone: one more runs beside
/// them, and is ready. Loop thread only; not destroyed in a callback of its own routers, which it must
/// outlive.
class worker_pool final : public media_engine {
 public:
  /// Starts them. A program that can't be started is tried again and again, and said in the log.
  worker_pool(net::event_loop& loop, media_options options);
  ~worker_pool() override;

  base::result<std::unique_ptr<media_router>> open_router(
      std::function<void(const media_event&)> tell) override;

  std::vector<media_worker_state> workers() const override;
  /// The processes on their places now.
  std::vector<pid_t> processes() const;
  /// The one that is ready to take a place; -1 while none is.
  pid_t ready() const;

 private:
  class place;

  /// For a place whose former worker has lived, or not; null if none can be started.
  std::unique_ptr<watched_worker> take_worker(bool lived);
  void ready_later(std::chrono::milliseconds pause);

  net::event_loop& loop_;
  media_options options_;
  restart_pause ready_pause_;
  std::unique_ptr<watched_worker> ready_;
  std::unique_ptr<net::event_loop::timer> ready_timer_;
  std::vector<std::unique_ptr<place>> places_;
  std::uint64_t last_router_ = 0;
};

}  // namespace flex_video::rooms
