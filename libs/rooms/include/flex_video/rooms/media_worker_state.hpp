#pragma once

#include <array>
#include <chrono>
#include <compare>
#include <cstddef>
#include <cstdint>

namespace flex_video::rooms {

/// What a media worker carries at the moment. Streams weigh more than the transports they go over, and those
/// more than their routers.
struct worker_load {
  std::size_t streams = 0;     ///< in and out
  std::size_t transports = 0;  ///< participants' peer connections
  std::size_t routers = 0;     ///< group rooms with somebody inside

  worker_load& operator+=(const worker_load& more);
  friend auto operator<=>(const worker_load&, const worker_load&) = default;
};

/// Why a media worker was replaced.
enum class worker_loss {
  ended,     ///< the process was gone, or couldn't be started
  hung,      ///< it didn't answer any more
  misspoke,  ///< it said what is no message
};

/// A media worker and those that were on its place before it.
struct media_worker_state {
  bool running = false;  ///< there is a process
  worker_load load = {};
  std::size_t streams_at_most = 0;           ///< with as many, no room more is placed on it
  std::chrono::microseconds cpu{0};          ///< that all of them have used
  std::array<std::uint64_t, 3> losses = {};  ///< how often each worker_loss came
};

}  // namespace flex_video::rooms
