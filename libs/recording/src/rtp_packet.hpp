#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace flex_video::recording {

/// RFC 3550 section 5.1.
struct rtp_packet {
  bool marker;
  std::uint8_t payload_type;
  std::uint16_t sequence;
  std::uint32_t timestamp;
  std::uint32_t ssrc;
  std::span<const std::byte> payload;  ///< of the bytes that were read
};

/// Nothing if it is no whole RTP packet of version 2. Contributing sources, header extensions and padding are
/// passed over.
std::optional<rtp_packet> read_rtp(std::span<const std::byte> bytes);

}  // namespace flex_video::recording
