#pragma once

#include "rtp_packet.hpp"

#include <initializer_list>
#include <vector>

namespace flex_video::recording {

inline std::vector<std::byte> bytes_of(std::initializer_list<int> values) {
  std::vector<std::byte> bytes;
  for (const auto value : values) bytes.push_back(static_cast<std::byte>(value));
  return bytes;
}

/// What a test says of a packet; the rest is as most are.
struct written_packet {
  std::uint16_t sequence = 0;
  std::uint32_t timestamp = 0;
  std::vector<std::byte> payload = bytes_of({0xaa});
  bool marker = false;
  std::uint32_t ssrc = 1;
  std::uint8_t payload_type = 96;
};

inline rtp_packet as_read(const written_packet& packet) {
  return {.marker = packet.marker,
          .payload_type = packet.payload_type,
          .sequence = packet.sequence,
          .timestamp = packet.timestamp,
          .ssrc = packet.ssrc,
          .payload = packet.payload};
}

std::vector<std::byte> write_rtp(const written_packet& packet);

}  // namespace flex_video::recording
