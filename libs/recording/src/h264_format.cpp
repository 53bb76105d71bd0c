#include "h264_format.hpp"

#include "big_endian.hpp"

#include <limits>
#include <utility>

namespace flex_video::recording {
namespace {

// ITU-T H.264 table 7-1, RFC 6184 section 5.2.
enum unit_type : std::uint8_t {
  slice = 1,
  idr_slice = 5,
  sequence_parameter_set = 7,
  picture_parameter_set = 8,
  last_single_unit = 23,
  aggregate = 24,
  fragment = 28,
};

constexpr std::size_t shortest_parameters = 4;

std::uint8_t type_of(std::span<const std::byte> unit) {
  return static_cast<std::uint8_t>(number_at(unit, 0, 1) & 0x1f);
}

bool may_be_parameters(std::span<const std::byte> unit) {
  return unit.size() >= shortest_parameters && unit.size() <= std::numeric_limits<std::uint16_t>::max();
}

void write_unit(std::vector<std::byte>& to, std::span<const std::byte> unit) {
  append_number(to, unit.size(), 4);
  to.insert(to.end(), unit.begin(), unit.end());
}

}  // namespace

bool h264_format::append(std::span<const std::byte> payload, assembled_frame& frame) {
  if (payload.empty()) return false;
  const auto type = type_of(payload);
  if (type == fragment) return append_fragment(payload, frame);
  if (!fragment_.empty()) return false;
  if (type == aggregate) return append_aggregate(payload.subspan(1), frame);
  return append_unit(payload, frame);
}

/// STAP-A, RFC 6184 section 5.7.1.
bool h264_format::append_aggregate(std::span<const std::byte> payload, assembled_frame& frame) {
  while (!payload.empty()) {
    if (payload.size() < 2) return false;
    const auto size = number_at(payload, 0, 2);
    if (size > payload.size() - 2 || !append_unit(payload.subspan(2, size), frame)) return false;
    payload = payload.subspan(2 + size);
  }
  return true;
}

/// FU-A, RFC 6184 section 5.8.
bool h264_format::append_fragment(std::span<const std::byte> payload, assembled_frame& frame) {
  if (payload.size() < 3) return false;
  const auto header = number_at(payload, 1, 1);
  const bool starts = header & 0x80, ends = header & 0x40;
  if (starts != fragment_.empty()) return false;
  if (starts) fragment_.push_back((payload[0] & std::byte{0xe0}) | (payload[1] & std::byte{0x1f}));
  fragment_.insert(fragment_.end(), payload.begin() + 2, payload.end());
  if (fragment_.size() > frame_assembly::largest_frame) return false;
  return !ends || append_unit(std::exchange(fragment_, {}), frame);
}

bool h264_format::append_unit(std::span<const std::byte> unit, assembled_frame& frame) {
  if (unit.empty()) return false;
  const auto type = type_of(unit);
  if (type == 0 || type > last_single_unit) return false;
  if (type == sequence_parameter_set || type == picture_parameter_set) {
    if (!may_be_parameters(unit)) return false;
    (type == sequence_parameter_set ? sequence_parameters_ : picture_parameters_)
        .assign(unit.begin(), unit.end());
    has_parameters_ = has_parameters_ || type == sequence_parameter_set;
  }
  has_picture_ = has_picture_ || (type >= slice && type <= idr_slice);
  has_idr_ = has_idr_ || type == idr_slice;
  write_unit(frame.bytes, unit);
  return true;
}

bool h264_format::finish(assembled_frame& frame) {
  const bool whole = fragment_.empty();
  const bool picture = has_picture_, idr = has_idr_, parameters = has_parameters_;
  abandon();
  if (!whole || !picture) return false;
  frame.key = idr && !sequence_parameters_.empty() && !picture_parameters_.empty();
  if (frame.key && !parameters) prepend_parameters(frame);
  return true;
}

void h264_format::abandon() {
  fragment_.clear();
  has_picture_ = has_idr_ = has_parameters_ = false;
}

/// For who sent them once, at the beginning.
void h264_format::prepend_parameters(assembled_frame& frame) const {
  std::vector<std::byte> bytes;
  write_unit(bytes, sequence_parameters_);
  write_unit(bytes, picture_parameters_);
  bytes.insert(bytes.end(), frame.bytes.begin(), frame.bytes.end());
  frame.bytes = std::move(bytes);
}

}  // namespace flex_video::recording
