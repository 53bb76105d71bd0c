#include "flex_video/base/random.hpp"

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <unistd.h>

namespace flex_video::base {

void system_random::fill(std::span<std::byte> bytes) {
  constexpr std::size_t most_at_once = 256;  // getentropy(3) refuses more
  while (!bytes.empty()) {
    const auto part = bytes.first(std::min(bytes.size(), most_at_once));
    if (getentropy(part.data(), part.size()) != 0)
      throw std::system_error(errno, std::generic_category(), "getentropy");
    bytes = bytes.subspan(part.size());
  }
}

void counting_random::fill(std::span<std::byte> bytes) {
  unsigned long long value = ++calls_;
  for (auto byte = bytes.rbegin(); byte != bytes.rend(); ++byte) {
    *byte = static_cast<std::byte>(value & 0xff);
    value >>= 8;
  }
}

}  // namespace flex_video::base
