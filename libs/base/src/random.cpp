#include "flex_video/base/random.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <unistd.h>

namespace flex_video::base {

system_random::~system_random() { explicit_bzero(stock_.data(), stock_.size()); }

void system_random::fill(std::span<std::byte> bytes) {
  const std::lock_guard lock{mutex_};
  while (!bytes.empty()) {
    if (left_ == 0) {
      if (getentropy(stock_.data(), stock_.size()) != 0)
        throw std::system_error(errno, std::generic_category(), "getentropy");
      left_ = stock_.size();
    }
    const auto part = std::span{stock_}.last(left_).first(std::min(left_, bytes.size()));
    std::ranges::copy(part, bytes.begin());
    explicit_bzero(part.data(), part.size());
    left_ -= part.size();
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
