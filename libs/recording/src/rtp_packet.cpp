#include "rtp_packet.hpp"

#include "big_endian.hpp"

namespace flex_video::recording {
namespace {

constexpr std::size_t fixed_header = 12;

}  // namespace

std::optional<rtp_packet> read_rtp(std::span<const std::byte> bytes) {
  if (bytes.size() < fixed_header) return std::nullopt;
  const auto first = number_at(bytes, 0, 1), second = number_at(bytes, 1, 1);
  if (first >> 6 != 2) return std::nullopt;
  const bool padded = first & 0x20, extended = first & 0x10;
  auto payload_at = fixed_header + 4 * (first & 0x0f);
  if (extended) {
    if (bytes.size() < payload_at + 4) return std::nullopt;
    payload_at += 4 + 4 * number_at(bytes, payload_at + 2, 2);
  }
  if (bytes.size() < payload_at) return std::nullopt;
  auto payload = bytes.subspan(payload_at);
  if (padded) {
    // The last byte counts the padding, itself included.
    const auto padding = payload.empty() ? 0 : std::to_integer<std::size_t>(payload.back());
    if (padding == 0 || padding > payload.size()) return std::nullopt;
    payload = payload.first(payload.size() - padding);
  }
  return rtp_packet{.marker = (second & 0x80) != 0,
                    .payload_type = static_cast<std::uint8_t>(second & 0x7f),
                    .sequence = static_cast<std::uint16_t>(number_at(bytes, 2, 2)),
                    .timestamp = number_at(bytes, 4, 4),
                    .ssrc = number_at(bytes, 8, 4),
                    .payload = payload};
}

}  // namespace flex_video::recording
