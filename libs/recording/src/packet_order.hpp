#pragma once

#include "rtp_packet.hpp"

#include "flex_video/base/clock.hpp"

#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace flex_video::recording {

/// A packet in its place.
struct ordered_packet {
  bool marker = false;
  std::uint32_t timestamp = 0;
  std::vector<std::byte> payload = {};
  base::time_point arrived{};
  bool after_loss = false;  ///< packets before it are missing for good
  bool new_source =
      false;  ///< the first of another stream: its timestamps have nothing to do with the others
};

/// Brings one stream's packets into the order of their sequence numbers, each once: RTP comes as the network
/// delivers it, and what was lost and sent again comes late. A missing packet is waited for as long as the
/// limits say, then those behind it go on.
class packet_order {
 public:
  struct limits {
    std::chrono::milliseconds wait{300};  ///< for a missing packet, counted from the first one behind it
    std::size_t packets = 512;            ///< held behind a missing one
    /// Sequence numbers further off than that are another stream's, if two in a row are (RFC 3550 appendix
    /// A.1).
    std::uint16_t furthest = 3000;
  };

  explicit packet_order(const limits& bounds) : limits_(bounds) {}

  /// What came twice, or too late, is dropped.
  void push(const rtp_packet& packet, base::time_point now);
  /// The next one; nothing as long as one before it may still come.
  std::optional<ordered_packet> pop(base::time_point now);
  /// Drops what is held: what comes next is after a loss.
  void clear();

 private:
  void begin(std::uint32_t ssrc, std::uint16_t sequence);
  bool is_far_off(std::uint16_t sequence) const;
  void put(std::uint16_t sequence, ordered_packet packet);

  limits limits_;
  std::optional<std::uint32_t> ssrc_;
  std::uint64_t next_ = 0;  ///< sequence numbers are counted on beyond 65535
  std::optional<std::pair<std::uint16_t, ordered_packet>> stray_;  ///< the last that came was far off
  bool lost_ = false;
  bool new_source_ = false;
  std::map<std::uint64_t, ordered_packet> held_;
};

}  // namespace flex_video::recording
