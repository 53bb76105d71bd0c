#include "packet_order.hpp"

#include <cstdlib>
#include <utility>

namespace flex_video::recording {

void packet_order::push(const rtp_packet& packet, base::time_point now) {
  ordered_packet held{.marker = packet.marker,
                      .timestamp = packet.timestamp,
                      .payload = {packet.payload.begin(), packet.payload.end()},
                      .arrived = now};
  if (ssrc_ != packet.ssrc) begin(packet.ssrc, packet.sequence);
  auto stray = std::exchange(stray_, std::nullopt);
  if (is_far_off(packet.sequence)) {
    const bool goes_on = stray && static_cast<std::uint16_t>(stray->first + 1) == packet.sequence;
    if (!goes_on) {
      stray_.emplace(packet.sequence, std::move(held));
      return;
    }
    begin(packet.ssrc, stray->first);
    put(stray->first, std::move(stray->second));
  }
  put(packet.sequence, std::move(held));
}

std::optional<ordered_packet> packet_order::pop(base::time_point now) {
  if (held_.empty()) return std::nullopt;
  const auto first = held_.begin();
  const bool missing = first->first != next_;
  if (missing && held_.size() <= limits_.packets && now - first->second.arrived < limits_.wait)
    return std::nullopt;
  auto packet = std::move(first->second);
  packet.after_loss = std::exchange(lost_, false) || missing;
  packet.new_source = std::exchange(new_source_, false);
  next_ = first->first + 1;
  held_.erase(first);
  return packet;
}

void packet_order::clear() {
  stray_.reset();
  if (held_.empty()) return;
  next_ = held_.rbegin()->first + 1;
  held_.clear();
  lost_ = true;
}

/// What the stream before still holds is given up: its end may lack what was waited for.
void packet_order::begin(std::uint32_t ssrc, std::uint16_t sequence) {
  held_.clear();
  stray_.reset();
  lost_ = new_source_ = ssrc_.has_value();
  ssrc_ = ssrc;
  next_ = 0x10000u + sequence;  // so that what came before it has a place as well
}

bool packet_order::is_far_off(std::uint16_t sequence) const {
  return std::abs(static_cast<std::int16_t>(sequence - static_cast<std::uint16_t>(next_))) > limits_.furthest;
}

void packet_order::put(std::uint16_t sequence, ordered_packet packet) {
  const std::int64_t distance = static_cast<std::int16_t>(sequence - static_cast<std::uint16_t>(next_));
  if (distance >= 0) held_.try_emplace(next_ + static_cast<std::uint64_t>(distance), std::move(packet));
}

}  // namespace flex_video::recording
