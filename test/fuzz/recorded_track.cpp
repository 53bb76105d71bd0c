// What a track's packets become: whatever comes, the frames are in order, and pictures begin with a key
// frame.
#include "big_endian.hpp"
#include "expectation.hpp"

#include "flex_video/recording/track_recorder.hpp"

using namespace flex_video;
using namespace flex_video::recording;

namespace {

/// The input as steps: each is said by a byte and has a payload of up to 255 bytes.
class recording_of_a_track {
 public:
  explicit recording_of_a_track(codec codec) : codec_(codec), recorder_(codec) {}

  void step(unsigned what, std::span<const std::byte> payload) {
    clock_.advance(std::chrono::milliseconds{what & 0x3f});
    switch (what >> 6) {
      case 0:
        return control(what & 0x03);
      case 1:
        return take(recorder_.push(payload, clock_.now()));
      default:
        return take(recorder_.push(packet(what, payload), clock_.now()));
    }
  }

 private:
  void control(unsigned what) {
    if (what == 0) recorder_.pause();
    if (what == 1) recorder_.resume(clock_.now());
    if (what == 2) clock_.advance(std::chrono::seconds{1});
    take(recorder_.tick(clock_.now()));
  }

  /// In order, mostly: two bits say whether it is a frame's last, and whether one before it is missing.
  std::vector<std::byte> packet(unsigned what, std::span<const std::byte> payload) {
    const bool marker = what & 0x40, gap = what & 0x20;
    if (gap) ++sequence_;
    std::vector<std::byte> bytes;
    append_number(bytes, 0x80, 1);
    append_number(bytes, (marker ? 0x80u : 0u) | 96, 1);
    append_number(bytes, sequence_++, 2);
    append_number(bytes, timestamp_, 4);
    append_number(bytes, 1, 4);
    bytes.insert(bytes.end(), payload.begin(), payload.end());
    if (marker) timestamp_ += 3000;
    return bytes;
  }

  void take(const std::vector<media_frame>& frames) {
    for (const auto& each : frames) {
      fuzz::require(recorder_.format().has_value() && recorder_.began().has_value());
      fuzz::require(!each.bytes.empty());
      fuzz::require(last_ ? each.time > *last_ : each.time == std::chrono::milliseconds{0} && each.key);
      last_ = each.time;
      if (codec_ == codec::h264) fuzz::require(is_whole(each.bytes));
    }
  }

  /// The lengths before its units lead from one to the next, and the last to the end.
  static bool is_whole(std::span<const std::byte> frame) {
    while (frame.size() > 4) {
      const auto length = number_at(frame, 0, 4);
      if (length == 0 || length > frame.size() - 4) return false;
      frame = frame.subspan(4 + length);
    }
    return frame.empty();
  }

  codec codec_;
  track_recorder recorder_;
  base::manual_clock clock_;
  std::uint16_t sequence_ = 65'500;
  std::uint32_t timestamp_ = 0xfffff000;
  std::optional<std::chrono::milliseconds> last_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  constexpr codec codecs[]{codec::opus, codec::vp8, codec::h264};
  recording_of_a_track track{codecs[data[0] % 3]};
  auto rest = std::as_bytes(std::span{data + 1, size - 1});
  while (rest.size() >= 2) {
    const auto what = number_at(rest, 0, 1);
    const auto length = std::min<std::size_t>(number_at(rest, 1, 1), rest.size() - 2);
    track.step(what, rest.subspan(2, length));
    rest = rest.subspan(2 + length);
  }
  return 0;
}
