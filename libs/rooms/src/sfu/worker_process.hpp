#pragma once

#include "flex_video/net/event_loop.hpp"
#include "flex_video/net/local_stream.hpp"

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace flex_video::rooms {

/// A media worker as a child process: bytes go to it and come from it. Loop thread only; it lives no longer
/// than that thread.
class worker_process {
 public:
  struct listener {
    std::function<void(std::span<const std::byte>)> received;  ///< what comes over the channel
    std::function<void(std::string_view)> printed;             ///< a line it printed
    /// Once, and nothing after it: the process is gone or has closed the channel, or takes nothing any more.
    std::function<void()> ended;
  };

  /// Nothing if it can't be started. No callback comes during this, or during send().
  static std::unique_ptr<worker_process> start(net::event_loop& loop, const std::filesystem::path& program,
                                               listener heard);
  /// Kills it, if it is still there. May happen in a callback.
  ~worker_process();
  worker_process(const worker_process&) = delete;
  worker_process& operator=(const worker_process&) = delete;

  void send(std::span<const std::byte> bytes) { to_->send(bytes); }
  pid_t process() const { return process_; }
  /// Of the processor's, so far; none once it is stopped.
  std::chrono::microseconds cpu() const;
  /// Kills it, if it is still there, and says how it ended.
  std::string stop();

 private:
  explicit worker_process(listener heard) : heard_(std::move(heard)) {}
  void print(std::span<const std::byte> bytes);

  listener heard_;
  pid_t process_ = -1;
  std::string line_;  ///< begun
  std::optional<net::local_stream> to_;
  std::optional<net::local_stream> from_;
  std::optional<net::local_stream> output_;
};

}  // namespace flex_video::rooms
