#pragma once

#include "frame_assembly.hpp"

namespace flex_video::recording {

struct picture_size {
  std::uint16_t width = 0;
  std::uint16_t height = 0;
  friend bool operator==(const picture_size&, const picture_size&) = default;
};

/// VP8 in RTP (RFC 7741).
class vp8_format final : public payload_format {
 public:
  bool append(std::span<const std::byte> payload, assembled_frame& frame) override;
  bool finish(assembled_frame& frame) override;
};

/// What a key frame's header says (RFC 6386 section 9.1); nothing if it is none.
std::optional<picture_size> vp8_picture_size(std::span<const std::byte> frame);

}  // namespace flex_video::recording
