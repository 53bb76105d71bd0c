#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace flex_video::rooms {

/// Where browsers reach the media workers.
struct media_address {
  std::string listen;     ///< an IP address of this machine; it may be 0.0.0.0 or ::
  std::string announced;  ///< an IP address or host name that leads there; empty: the same
};

/// How group rooms get their media workers.
struct media_options {
  std::filesystem::path worker;  ///< the program, as script/media-worker builds it
  unsigned workers = 0;          ///< how many; 0: one for each core
  /// At least one. UDP first, and TCP at the same for who can't send UDP.
  std::vector<media_address> addresses;
  std::uint16_t first_port = 40'000;
  std::uint16_t last_port = 49'999;  ///< two ports are taken for each address of a participant
  /// Streams that one worker carries, in and out; with as many, no room more is opened on it. Rooms that are
  /// there may still grow. A core forwards about 300 videos.
  std::size_t streams_per_worker = 400;
  /// What is sent to a browser before its estimator knows better, bit/s.
  std::uint32_t initial_outgoing_bitrate = 1'000'000;
  /// RFC 7675: how long a browser may be silent before its media is lost. At most 255 s.
  std::chrono::seconds consent{30};
  /// A worker is asked that often for a sign of life, and killed after four times without any. Not counted is
  /// when we are so late ourselves that the machine must have let both wait.
  std::chrono::milliseconds watchdog{250};
  /// One worker more is started that long after one has taken its place, and waits to take the next.
  std::chrono::milliseconds ready_after{1'000};
  /// Hears what the workers have to say, a line at a time, and what becomes of them. May be empty.
  std::function<void(std::string_view line)> log;
};

}  // namespace flex_video::rooms
