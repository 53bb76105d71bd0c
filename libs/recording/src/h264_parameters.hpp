#pragma once

#include "vp8_format.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace flex_video::recording {

/// The size of the pictures, without what is cropped, that a sequence parameter set says (ITU-T H.264 section
/// 7.3.2.1.1), a whole NAL unit. Nothing if it is none, ends too early, or no picture a browser sends (a side
/// of 0 or over 16383).
std::optional<picture_size> h264_picture_size(std::span<const std::byte> sequence_parameters);

/// AVCDecoderConfigurationRecord (ISO/IEC 14496-15 section 5.3.3.1.2), lengths of four bytes. Both are whole
/// NAL units, of at most 65535 bytes, the first of at least 4.
std::vector<std::byte> h264_configuration(std::span<const std::byte> sequence_parameters,
                                          std::span<const std::byte> picture_parameters);

}  // namespace flex_video::recording
