#pragma once

#include "flex_video/net/event_loop.hpp"
#include "flex_video/net/local_stream.hpp"

#include <sys/types.h>

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace flex_video::rooms {

/// ffmpeg at work, as a child process with a low priority: calls come first. It reads in one folder,
/// writes in one folder below it, and has no network. Loop thread only; it lives no longer than that thread.
class composer_process {
 public:
  struct listener {
    std::function<void(std::span<const std::byte>)> progressed;  ///< what it prints
    /// Once, and nothing after it: it has ended, well if `why` is empty.
    std::function<void(const std::string& why)> ended;
  };
  struct job {
    std::filesystem::path program;
    std::filesystem::path folder;  ///< in which it is started, and reads
    std::filesystem::path output;  ///< the folder in which it writes
    std::vector<std::string> arguments;
  };

  /// Nothing if it can't be started. No callback comes during this.
  static std::unique_ptr<composer_process> start(net::event_loop& loop, const job& job, listener heard);
  /// Kills it, if it is still there. May happen in a callback.
  ~composer_process();
  composer_process(const composer_process&) = delete;
  composer_process& operator=(const composer_process&) = delete;

  pid_t process() const { return process_; }

 private:
  composer_process(net::event_loop& loop, pid_t process, listener heard)
      : loop_(loop), process_(process), heard_(std::move(heard)) {}
  void print(std::span<const std::byte> bytes);
  void reap();

  net::event_loop& loop_;
  pid_t process_;
  listener heard_;
  std::string complaint_;  ///< the last that it printed of those
  unsigned waited_ = 0;    ///< times for its end
  std::optional<net::local_stream> progress_;
  std::optional<net::local_stream> complaints_;
  std::unique_ptr<net::event_loop::timer> timer_;
};

/// Where a program of that name is, in the folders of `path`, which are separated by colons; empty if
/// nowhere.
std::filesystem::path find_program(const std::string& name, const std::string& path);

}  // namespace flex_video::rooms
