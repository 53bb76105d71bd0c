#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <span>

namespace flex_video::bench {

using clock = std::chrono::steady_clock;

/// RTP that looks like a browser's to a forwarder: Opus every 20 ms, or VP8 at 30 frames a second with a key
/// frame each second, of random content and a constant size.
class sent_stream {
 public:
  enum class kind { audio, video };
  sent_stream(kind what, std::uint32_t ssrc, std::uint8_t payload_type, std::uint32_t bitrate,
              clock::time_point first);

  clock::time_point due() const { return due_; }
  /// Hands over the packets of the next frame.
  void send(const std::function<void(std::span<const std::byte>)>& write);

 private:
  kind kind_;
  std::uint32_t ssrc_;
  std::uint8_t payload_type_;
  std::size_t frame_bytes_;
  clock::time_point due_;
  std::uint32_t frame_ = 0;
  std::uint16_t sequence_ = 0;
};

/// What came in of one SSRC.
struct received_stream {
  std::uint64_t packets = 0;
  std::uint64_t missing = 0;  ///< by their sequence numbers; one that is late is missing no more
  std::uint64_t frames = 0;   ///< that ended: markers
  std::uint64_t bytes = 0;
  std::uint16_t highest = 0;

  void take(std::uint16_t sequence, bool marker, std::size_t size);
};

/// What came in of one client, by SSRC. RTCP is not counted; of RTP the header alone is looked at, which is
/// not encrypted.
class received_streams {
 public:
  void take(std::span<const std::byte> packet);
  const std::map<std::uint32_t, received_stream>& all() const { return all_; }
  /// Forgets what is counted.
  void begin();

 private:
  std::map<std::uint32_t, received_stream> all_;
};

}  // namespace flex_video::bench
