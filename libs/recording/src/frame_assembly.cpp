#include "frame_assembly.hpp"

#include <utility>

namespace flex_video::recording {

std::optional<assembled_frame> frame_assembly::push(const ordered_packet& packet) {
  if (packet.after_loss) break_off();
  if (packet.payload.empty()) return std::nullopt;  // padding, as senders probe bandwidth with
  // A frame's last packet has the marker (RFC 7741 section 4.1, RFC 6184 section 5.1).
  if (begun_ && begun_->timestamp != packet.timestamp) break_off();
  if (!begun_) begun_ = {.timestamp = packet.timestamp};
  if (!format_->append(packet.payload, *begun_) || begun_->bytes.size() > largest_frame) {
    break_off();
    return std::nullopt;
  }
  if (!packet.marker) return std::nullopt;
  auto frame = *std::exchange(begun_, std::nullopt);
  if (!format_->finish(frame)) {
    break_off();
    return std::nullopt;
  }
  if (frame.key) waiting_ = false;
  if (waiting_) return std::nullopt;
  return frame;
}

void frame_assembly::break_off() {
  begun_.reset();
  format_->abandon();
  waiting_ = true;
}

}  // namespace flex_video::recording
