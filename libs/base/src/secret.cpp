#include "flex_video/base/secret.hpp"

#include <cstddef>

namespace flex_video::base {

secret& secret::operator=(secret&& other) noexcept {
  if (this != &other) {
    wipe();
    text_ = other.text_;
    other.wipe();
  }
  return *this;
}

bool secret::matches(std::string_view other) const { return equal_in_constant_time(text_, other); }

void secret::wipe() noexcept {
  // volatile, so that the compiler does not drop stores to memory nobody reads again
  volatile char* bytes = text_.data();
  for (std::size_t i = 0; i < text_.size(); ++i) bytes[i] = 0;
  text_.clear();
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned char difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    difference = static_cast<unsigned char>(
        difference | (static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i])));
  }
  return difference == 0;
}

}  // namespace flex_video::base
