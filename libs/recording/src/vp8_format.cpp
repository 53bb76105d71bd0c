#include "vp8_format.hpp"

#include "big_endian.hpp"

namespace flex_video::recording {
namespace {

struct vp8_payload {
  bool begins_frame;
  std::span<const std::byte> bytes;
};

/// Past the payload descriptor of RFC 7741 section 4.2.
std::optional<vp8_payload> read_payload(std::span<const std::byte> payload) {
  const auto octet = [&](std::size_t at) { return at < payload.size() ? number_at(payload, at, 1) : 0; };
  const auto first = octet(0);
  const bool extended = first & 0x80, starts_partition = first & 0x10;
  std::size_t length = 1;
  if (extended) {
    const auto present = octet(length++);
    const bool picture_id = present & 0x80, layer_zero_index = present & 0x40;
    const bool temporal_layer = present & 0x20, key_index = present & 0x10;
    if (picture_id) length += octet(length) & 0x80 ? 2 : 1;
    if (layer_zero_index) ++length;
    if (temporal_layer || key_index) ++length;
  }
  if (length >= payload.size()) return std::nullopt;
  return vp8_payload{.begins_frame = starts_partition && (first & 0x07) == 0,
                     .bytes = payload.subspan(length)};
}

}  // namespace

bool vp8_format::append(std::span<const std::byte> payload, assembled_frame& frame) {
  const auto read = read_payload(payload);
  if (!read || read->begins_frame != frame.bytes.empty()) return false;
  frame.bytes.insert(frame.bytes.end(), read->bytes.begin(), read->bytes.end());
  return true;
}

bool vp8_format::finish(assembled_frame& frame) {
  frame.key = vp8_picture_size(frame.bytes).has_value();
  return true;
}

std::optional<picture_size> vp8_picture_size(std::span<const std::byte> frame) {
  constexpr std::size_t header = 10;
  if (frame.size() < header || (number_at(frame, 0, 1) & 1) != 0) return std::nullopt;
  if (number_at(frame, 3, 3) != 0x9d012a) return std::nullopt;
  // Little endian, and how to scale in the two bits above.
  const auto side = [&](std::size_t at) {
    return static_cast<std::uint16_t>(number_at(frame, at, 1) | (number_at(frame, at + 1, 1) & 0x3f) << 8);
  };
  const picture_size size{.width = side(6), .height = side(8)};
  if (size.width == 0 || size.height == 0) return std::nullopt;
  return size;
}

}  // namespace flex_video::recording
