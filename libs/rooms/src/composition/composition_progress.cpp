#include "composition/composition_progress.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string_view>

namespace flex_video::rooms {
namespace {

constexpr std::size_t longest_line = 256;
constexpr std::string_view time_key = "out_time_us=";

}  // namespace

void composition_progress::hear(std::span<const std::byte> bytes) {
  for (const auto byte : bytes) {
    const auto letter = static_cast<char>(byte);
    if (letter == '\n') {
      read_line();
      line_.clear();
      overlong_ = false;
    } else if (line_.size() < longest_line) {
      line_ += letter;
    } else {
      overlong_ = true;
    }
  }
}

std::optional<std::chrono::seconds> composition_progress::remaining(std::chrono::milliseconds taken) const {
  if (percent_ == 0) return std::nullopt;
  return std::chrono::ceil<std::chrono::seconds>(taken * (100 - percent_) / percent_);
}

void composition_progress::read_line() {
  if (overlong_ || !line_.starts_with(time_key) || duration_.count() <= 0) return;
  std::int64_t microseconds = 0;
  const auto* const end = line_.data() + line_.size();
  if (std::from_chars(line_.data() + time_key.size(), end, microseconds).ptr != end || microseconds <= 0)
    return;
  const auto made = std::min<std::int64_t>(microseconds / 1'000, duration_.count());
  percent_ = std::max(percent_, static_cast<unsigned>(made * 100 / duration_.count()));
}

}  // namespace flex_video::rooms
