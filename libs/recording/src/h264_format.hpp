#pragma once

#include "frame_assembly.hpp"
#include "vp8_format.hpp"

namespace flex_video::recording {

/// H264 in RTP (RFC 6184), packetization modes 0 and 1. A key frame is one with an IDR picture whose
/// parameter sets are known; it brings them.
class h264_format final : public payload_format {
 public:
  bool append(std::span<const std::byte> payload, assembled_frame& frame) override;
  bool finish(assembled_frame& frame) override;
  void abandon() override;

  /// The last that came, whole NAL units; empty before.
  std::span<const std::byte> sequence_parameters() const { return sequence_parameters_; }
  std::span<const std::byte> picture_parameters() const { return picture_parameters_; }

 private:
  bool append_aggregate(std::span<const std::byte> payload, assembled_frame& frame);
  bool append_fragment(std::span<const std::byte> payload, assembled_frame& frame);
  bool append_unit(std::span<const std::byte> unit, assembled_frame& frame);
  void prepend_parameters(assembled_frame& frame) const;

  std::vector<std::byte> sequence_parameters_;
  std::vector<std::byte> picture_parameters_;
  std::vector<std::byte> fragment_;  ///< the unit of which not all parts are there
  bool has_picture_ = false;
  bool has_idr_ = false;
  bool has_parameters_ = false;
};

}  // namespace flex_video::recording
