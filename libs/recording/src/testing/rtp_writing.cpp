#include "testing/rtp_writing.hpp"

#include "big_endian.hpp"

namespace flex_video::recording {

std::vector<std::byte> write_rtp(const written_packet& packet) {
  std::vector<std::byte> bytes;
  append_number(bytes, 0x80, 1);
  append_number(bytes, (packet.marker ? 0x80u : 0u) | packet.payload_type, 1);
  append_number(bytes, packet.sequence, 2);
  append_number(bytes, packet.timestamp, 4);
  append_number(bytes, packet.ssrc, 4);
  bytes.insert(bytes.end(), packet.payload.begin(), packet.payload.end());
  return bytes;
}

}  // namespace flex_video::recording
