#include "h264_parameters.hpp"

#include "big_endian.hpp"

#include <algorithm>
#include <array>

namespace flex_video::recording {
namespace {

/// Reads the bits of a NAL unit's payload (ITU-T H.264 sections 7.3.1 and 9.1). Past the end come zeros, and
/// ended() says so.
class bit_reader {
 public:
  /// `unit` without the bytes that keep start codes from occurring in it.
  explicit bit_reader(std::span<const std::byte> unit) {
    unsigned zeros = 0;
    for (const auto each : unit) {
      if (zeros >= 2 && each == std::byte{3}) {
        zeros = 0;
        continue;
      }
      zeros = each == std::byte{0} ? zeros + 1 : 0;
      bytes_.push_back(each);
    }
  }

  bool bit() {
    if (at_ >= bytes_.size() * 8) return !(ended_ = true);
    const auto byte = std::to_integer<unsigned>(bytes_[at_ / 8]);
    return byte >> (7 - at_++ % 8) & 1;
  }
  std::uint32_t bits(unsigned count) {
    std::uint32_t value = 0;
    while (count-- > 0) value = value << 1 | static_cast<std::uint32_t>(bit());
    return value;
  }
  std::uint32_t unsigned_number() {
    unsigned zeros = 0;
    while (!ended_ && !bit()) ++zeros;
    if (zeros > 31) ended_ = true;
    return ended_ ? 0 : (1u << zeros) - 1 + bits(zeros);
  }
  /// Only how long it is matters for those that are passed over.
  std::int64_t signed_number() {
    const std::int64_t number = unsigned_number();
    return number % 2 == 0 ? -number / 2 : (number + 1) / 2;
  }
  bool ended() const { return ended_; }

 private:
  std::vector<std::byte> bytes_;
  std::size_t at_ = 0;
  bool ended_ = false;
};

constexpr std::uint32_t largest_side = 16383;

void skip_scaling_list(bit_reader& from, unsigned entries) {
  std::int64_t last = 8, next = 8;
  for (unsigned i = 0; i < entries && !from.ended(); ++i) {
    if (next != 0) next = (last + from.signed_number()) & 0xff;
    last = next == 0 ? last : next;
  }
}

/// Of the profiles that have one; answers chroma_format_idc, 3 where the colour planes are apart is 0.
std::uint32_t read_chroma_format(bit_reader& from) {
  const auto format = from.unsigned_number();
  const bool separate = format == 3 && from.bit();
  from.unsigned_number();  // bit_depth_luma_minus8
  from.unsigned_number();  // bit_depth_chroma_minus8
  from.bit();              // qpprime_y_zero_transform_bypass_flag
  if (from.bit()) {
    const unsigned lists = format == 3 ? 12 : 8;
    for (unsigned i = 0; i < lists && !from.ended(); ++i)
      if (from.bit()) skip_scaling_list(from, i < 6 ? 16 : 64);
  }
  return separate ? 0 : format;
}

void skip_picture_order(bit_reader& from) {
  const auto type = from.unsigned_number();
  if (type == 0) from.unsigned_number();
  if (type != 1) return;
  from.bit();
  from.signed_number();
  from.signed_number();
  const auto offsets = from.unsigned_number();
  for (std::uint32_t i = 0; i < offsets && !from.ended(); ++i) from.signed_number();
}

struct cropping {
  std::uint64_t across = 0, down = 0;  ///< pixels
};

cropping read_cropping(bit_reader& from, std::uint32_t chroma_format, bool frames_only) {
  if (!from.bit()) return {};
  const std::uint64_t left = from.unsigned_number(), right = from.unsigned_number();
  const std::uint64_t top = from.unsigned_number(), bottom = from.unsigned_number();
  const auto across = chroma_format == 1 || chroma_format == 2 ? 2u : 1u;
  const auto down = (chroma_format == 1 ? 2u : 1u) * (frames_only ? 1u : 2u);
  return {.across = across * (left + right), .down = down * (top + bottom)};
}

std::optional<picture_size> cropped(std::uint64_t width, std::uint64_t height, const cropping& crop) {
  if (width <= crop.across || height <= crop.down) return std::nullopt;
  width -= crop.across;
  height -= crop.down;
  if (width > largest_side || height > largest_side) return std::nullopt;
  return picture_size{.width = static_cast<std::uint16_t>(width),
                      .height = static_cast<std::uint16_t>(height)};
}

}  // namespace

std::optional<picture_size> h264_picture_size(std::span<const std::byte> sequence_parameters) {
  constexpr std::array with_chroma_format{100u, 110u, 122u, 244u, 44u, 83u, 86u, 118u, 128u};
  bit_reader from{sequence_parameters};
  if ((from.bits(8) & 0x1f) != 7) return std::nullopt;
  const auto profile = from.bits(8);
  from.bits(16);           // constraints, level
  from.unsigned_number();  // seq_parameter_set_id
  const bool has_format = std::ranges::find(with_chroma_format, profile) != with_chroma_format.end();
  const auto chroma_format = has_format ? read_chroma_format(from) : 1;
  from.unsigned_number();  // log2_max_frame_num_minus4
  skip_picture_order(from);
  from.unsigned_number();  // max_num_ref_frames
  from.bit();              // gaps_in_frame_num_value_allowed_flag
  const auto width = 16 * (std::uint64_t{from.unsigned_number()} + 1);
  const auto map_units = 16 * (std::uint64_t{from.unsigned_number()} + 1);
  const bool frames_only = from.bit();
  if (!frames_only) from.bit();  // mb_adaptive_frame_field_flag
  from.bit();                    // direct_8x8_inference_flag
  const auto crop = read_cropping(from, chroma_format, frames_only);
  if (from.ended()) return std::nullopt;
  return cropped(width, frames_only ? map_units : 2 * map_units, crop);
}

std::vector<std::byte> h264_configuration(std::span<const std::byte> sequence_parameters,
                                          std::span<const std::byte> picture_parameters) {
  std::vector<std::byte> record{std::byte{1}};
  record.insert(record.end(), sequence_parameters.begin() + 1, sequence_parameters.begin() + 4);
  const auto append = [&](std::uint8_t count, std::span<const std::byte> unit) {
    append_number(record, count, 1);
    append_number(record, unit.size(), 2);
    record.insert(record.end(), unit.begin(), unit.end());
  };
  append_number(record, 0xff, 1);  // lengths of four bytes
  append(0xe1, sequence_parameters);
  append(0x01, picture_parameters);
  return record;
}

}  // namespace flex_video::recording
