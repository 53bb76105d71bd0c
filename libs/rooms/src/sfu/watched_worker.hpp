#pragma once

#include "sfu/worker_client.hpp"
#include "sfu/worker_process.hpp"

#include "flex_video/net/event_loop.hpp"
#include "flex_video/rooms/media_options.hpp"
#include "flex_video/rooms/media_worker_state.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace flex_video::rooms {

/// A media worker, asked for a sign of life again and again, until it is lost. Loop thread only.
class watched_worker {
 public:
  /// Nothing, and a line in the log, if it can't be started. `loop` and `options` must outlive it.
  static std::unique_ptr<watched_worker> start(net::event_loop& loop, const media_options& options);

  /// `lost` is called once, with nothing after it, and may destroy this. Replaces the former.
  void on_loss(std::function<void(worker_loss)> lost) { lost_ = std::move(lost); }

  const std::shared_ptr<worker_client>& client() const { return client_; }
  const worker_process& process() const { return *process_; }
  /// For so long that its end is no failed start.
  bool has_lived() const;
  /// Kills it, if it is still there, and says in the log how that came.
  void end(worker_loss why);

 private:
  watched_worker(net::event_loop& loop, const media_options& options) : loop_(loop), options_(options) {}
  bool start();
  void watch_later();
  void lose(worker_loss why);
  void log(std::string_view line) const;

  net::event_loop& loop_;
  const media_options& options_;
  std::function<void(worker_loss)> lost_;
  unsigned looks_ = 0;
  std::unique_ptr<worker_process> process_;
  std::shared_ptr<worker_client> client_;
  std::unique_ptr<net::event_loop::timer> timer_;
};

}  // namespace flex_video::rooms
