#include "streams.hpp"

#include <algorithm>
#include <array>

namespace flex_video::bench {
namespace {

using namespace std::chrono_literals;

constexpr auto audio_frame = 20ms;
constexpr std::uint32_t frames_per_second = 30;
constexpr auto video_frame = std::chrono::nanoseconds{1s} / frames_per_second;
constexpr std::size_t rtp_header = 12;
constexpr std::size_t largest_payload = 1'100;
constexpr std::uint32_t audio_ticks = 960;    // of 48 kHz in a frame
constexpr std::uint32_t video_ticks = 3'000;  // of 90 kHz
constexpr std::uint16_t half = 0x8000;        // of the sequence numbers

std::uint32_t read(std::span<const std::byte> bytes) {
  std::uint32_t value = 0;
  for (const auto byte : bytes) value = value << 8U | static_cast<std::uint32_t>(byte);
  return value;
}

void put(std::span<std::byte> at, std::uint32_t value) {
  for (auto byte = at.rbegin(); byte != at.rend(); ++byte, value >>= 8U)
    *byte = static_cast<std::byte>(value);
}

}  // namespace

sent_stream::sent_stream(kind what, std::uint32_t ssrc, std::uint8_t payload_type, std::uint32_t bitrate,
                         clock::time_point first)
    : kind_(what), ssrc_(ssrc), payload_type_(payload_type), due_(first) {
  const auto per_second =
      what == kind::audio ? static_cast<std::uint32_t>(1s / audio_frame) : frames_per_second;
  frame_bytes_ = std::max<std::size_t>(bitrate / 8 / per_second, 8);
}

void sent_stream::send(const std::function<void(std::span<const std::byte>)>& write) {
  const bool video = kind_ == kind::video;
  std::array<std::byte, rtp_header + largest_payload> packet{};
  const auto packets = (frame_bytes_ + largest_payload - 1) / largest_payload;
  for (std::size_t index = 0; index < packets; ++index) {
    const auto payload = frame_bytes_ / packets + (index < frame_bytes_ % packets ? 1 : 0);
    const bool last = video && index + 1 == packets;
    packet[0] = std::byte{0x80};
    packet[1] = static_cast<std::byte>(payload_type_ | (last ? 0x80U : 0U));
    put(std::span{packet}.subspan(2, 2), sequence_++);
    put(std::span{packet}.subspan(4, 4), frame_ * (video ? video_ticks : audio_ticks));
    put(std::span{packet}.subspan(8, 4), ssrc_);
    if (video) {
      // RFC 7741: the start of a partition, and in the first byte of the frame whether it is a key frame
      packet[rtp_header] = index == 0 ? std::byte{0x10} : std::byte{0};
      packet[rtp_header + 1] = frame_ % frames_per_second == 0 ? std::byte{0} : std::byte{1};
    }
    write(std::span{packet}.first(rtp_header + payload));
  }
  ++frame_;
  due_ += video ? std::chrono::duration_cast<clock::duration>(video_frame) : clock::duration{audio_frame};
}

void received_stream::take(std::uint16_t sequence, bool marker, std::size_t size) {
  const auto ahead = static_cast<std::uint16_t>(sequence - highest);
  if (packets == 0 || (ahead > 0 && ahead < half)) {
    if (packets > 0) missing += ahead - 1U;
    highest = sequence;
  } else if (ahead != 0 && missing > 0) {
    --missing;
  }
  ++packets;
  frames += marker ? 1 : 0;
  bytes += size;
}

void received_streams::take(std::span<const std::byte> packet) {
  constexpr std::uint8_t first_rtcp = 192;  // RFC 5761 section 4
  constexpr std::uint8_t last_rtcp = 223;
  if (packet.size() < rtp_header) return;
  const auto second = static_cast<std::uint8_t>(packet[1]);
  if (second >= first_rtcp && second <= last_rtcp) return;
  all_[read(packet.subspan(8, 4))].take(static_cast<std::uint16_t>(read(packet.subspan(2, 2))),
                                        (second & 0x80U) != 0, packet.size());
}

void received_streams::begin() {
  for (auto& [ssrc, stream] : all_) stream = {.packets = 0, .highest = stream.highest};
}

}  // namespace flex_video::bench
