#pragma once

#include "packet_order.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace flex_video::recording {

/// A whole frame out of packets, not yet placed in time.
struct assembled_frame {
  std::uint32_t timestamp = 0;  ///< RTP's
  bool key = false;
  std::vector<std::byte> bytes = {};
};

/// How one codec lies in the packets of a frame.
class payload_format {
 public:
  virtual ~payload_format() = default;
  /// Takes a frame's next payload; false if it is not what may come there. A frame is begun with a payload
  /// while `frame.bytes` is empty.
  virtual bool append(std::span<const std::byte> payload, assembled_frame& frame) = 0;
  /// All of `frame` has come. False if it is no picture.
  virtual bool finish(assembled_frame& frame) = 0;
  /// Forgets a frame that was begun.
  virtual void abandon() {}
};

/// Puts one stream's video frames together. A picture is made from the ones before it: after a loss nothing
/// comes until the next key frame, nor before the first.
class frame_assembly {
 public:
  static constexpr std::size_t largest_frame = 4 * 1024 * 1024;

  explicit frame_assembly(std::unique_ptr<payload_format> format) : format_(std::move(format)) {}

  /// The frame that the packet completes.
  std::optional<assembled_frame> push(const ordered_packet& packet);
  /// What was begun is dropped, and all before the next key frame.
  void break_off();
  bool waits_for_key_frame() const { return waiting_; }

 private:
  std::unique_ptr<payload_format> format_;
  std::optional<assembled_frame> begun_;
  bool waiting_ = true;
};

}  // namespace flex_video::recording
