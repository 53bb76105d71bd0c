#include "flex_video/recording/track_recorder.hpp"

#include "frame_assembly.hpp"
#include "h264_format.hpp"
#include "h264_parameters.hpp"
#include "packet_order.hpp"
#include "rtp_timeline.hpp"
#include "vp8_format.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace flex_video::recording {
namespace {

constexpr std::uint32_t opus_clock = 48'000;
constexpr std::uint32_t video_clock = 90'000;

/// Of a packet's frames, as its first bytes say (RFC 6716 sections 3.1 and 3.2); of one that says nothing
/// possible none.
std::chrono::milliseconds opus_duration(std::span<const std::byte> packet) {
  using std::chrono::microseconds;
  constexpr std::array silk{10'000, 20'000, 40'000, 60'000}, celt{2'500, 5'000, 10'000, 20'000};
  const auto contents = std::to_integer<unsigned>(packet[0]);
  const auto configuration = contents >> 3, size = configuration & 3;
  const microseconds frame{configuration < 12   ? silk[size]
                           : configuration < 16 ? silk[configuration & 1]
                                                : celt[size]};
  const auto code = contents & 3;
  if (code == 3 && packet.size() < 2) return {};
  const auto frames = code == 0 ? 1 : code < 3 ? 2 : std::to_integer<unsigned>(packet[1] & std::byte{0x3f});
  const auto whole = frame * frames;
  constexpr std::chrono::milliseconds longest{120};
  return whole > longest ? std::chrono::milliseconds{0}
                         : std::chrono::round<std::chrono::milliseconds>(whole);
}

}  // namespace

class track_recorder::recorded_track {
 public:
  explicit recorded_track(codec codec)
      : codec_(codec), order_(packet_order::limits{}), timeline_(is_video(codec) ? video_clock : opus_clock) {
    if (codec == codec::vp8) pictures_.emplace(std::make_unique<vp8_format>());
    if (codec == codec::h264) {
      auto format = std::make_unique<h264_format>();
      h264_ = format.get();
      pictures_.emplace(std::move(format));
    }
  }

  std::vector<media_frame> push(std::span<const std::byte> bytes, base::time_point now) {
    const auto packet = read_rtp(bytes);
    if (!packet) return {};
    order_.push(*packet, now);
    return tick(now);
  }

  std::vector<media_frame> tick(base::time_point now) {
    std::vector<media_frame> frames;
    while (const auto packet = order_.pop(now))
      if (auto frame = take(*packet)) frames.push_back(std::move(*frame));
    return frames;
  }

  void pause() {
    paused_ = true;
    break_off();
  }
  void resume(base::time_point now) {
    if (!std::exchange(paused_, false)) return;
    resumed_ = now;
    break_off();
  }
  bool paused() const { return paused_; }
  std::optional<base::time_point> began() const { return began_; }
  const std::optional<track_format>& format() const { return format_; }
  bool needs_key_frame() const { return !paused_ && pictures_ && pictures_->waits_for_key_frame(); }

 private:
  void break_off() {
    order_.clear();
    if (pictures_) pictures_->break_off();
  }

  std::optional<media_frame> take(const ordered_packet& packet) {
    if (packet.new_source) timeline_.restart();
    const auto captured = timeline_.observe(packet.timestamp, packet.arrived);
    // What is late was captured in the pause, though it arrives after it.
    if (paused_ || captured < resumed_ || packet.arrived < resumed_) return std::nullopt;
    auto frame = assemble(packet);
    if (!frame || (!format_ && !(format_ = format_of(*frame)))) return std::nullopt;
    const auto began = began_.value_or(captured);
    const auto earliest = last_ ? *last_ + std::chrono::milliseconds{1} : began;
    began_ = began;
    last_ = std::max(captured, earliest);
    return media_frame{.time = *last_ - began,
                       .duration = pictures_ ? std::chrono::milliseconds{0} : opus_duration(frame->bytes),
                       .key = frame->key,
                       .bytes = std::move(frame->bytes)};
  }

  std::optional<assembled_frame> assemble(const ordered_packet& packet) {
    if (pictures_) return pictures_->push(packet);
    if (packet.payload.empty()) return std::nullopt;
    return assembled_frame{.timestamp = packet.timestamp, .key = true, .bytes = packet.payload};
  }

  /// Of a key frame; nothing if it doesn't say how large its pictures are.
  std::optional<track_format> format_of(const assembled_frame& frame) const {
    if (!pictures_) return track_format{.codec = codec_};
    const auto size = h264_ ? h264_picture_size(h264_->sequence_parameters()) : vp8_picture_size(frame.bytes);
    if (!size) return std::nullopt;
    track_format format{.codec = codec_, .width = size->width, .height = size->height};
    if (h264_)
      format.decoder_configuration =
          h264_configuration(h264_->sequence_parameters(), h264_->picture_parameters());
    return format;
  }

  codec codec_;
  packet_order order_;
  rtp_timeline timeline_;
  std::optional<frame_assembly> pictures_;
  const h264_format* h264_ = nullptr;  ///< of pictures_
  bool paused_ = false;
  base::time_point resumed_{};
  std::optional<base::time_point> began_;
  std::optional<base::time_point> last_;
  std::optional<track_format> format_;
};

track_recorder::track_recorder(codec codec) : track_(std::make_unique<recorded_track>(codec)) {}
track_recorder::~track_recorder() = default;
track_recorder::track_recorder(track_recorder&&) noexcept = default;
track_recorder& track_recorder::operator=(track_recorder&&) noexcept = default;

std::vector<media_frame> track_recorder::push(std::span<const std::byte> packet, base::time_point now) {
  return track_->push(packet, now);
}
std::vector<media_frame> track_recorder::tick(base::time_point now) { return track_->tick(now); }
void track_recorder::pause() { track_->pause(); }
void track_recorder::resume(base::time_point now) { track_->resume(now); }
bool track_recorder::paused() const { return track_->paused(); }
std::optional<base::time_point> track_recorder::began() const { return track_->began(); }
std::optional<track_format> track_recorder::format() const { return track_->format(); }
bool track_recorder::needs_key_frame() const { return track_->needs_key_frame(); }

}  // namespace flex_video::recording
