#pragma once

#include "sfu/media_router.hpp"
#include "sfu/worker_client.hpp"
#include "sfu/worker_process.hpp"

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

/// Media workers, each on its place, where there is a new one as soon as one is gone. Loop thread only; not
/// destroyed in a callback of its own routers, which it must outlive.
class worker_pool final : public media_engine {
 public:
  /// Starts them. A program that can't be started is tried again and again, and said in the log.
  worker_pool(net::event_loop& loop, media_options options);
  ~worker_pool() override;

  base::result<std::unique_ptr<media_router>> open_router(
      std::function<void(const media_event&)> tell) override;

  std::vector<media_worker_state> workers() const override;
  /// The processes there are now.
  std::vector<pid_t> processes() const;

 private:
  class place;

  media_options options_;
  std::vector<std::unique_ptr<place>> places_;
  std::uint64_t last_router_ = 0;
};

}  // namespace flex_video::rooms
