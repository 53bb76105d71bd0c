#pragma once

#include <unistd.h>

namespace flex_video::rooms {

/// Closed at the end of its scope, unless it was given away.
class descriptor {
 public:
  explicit descriptor(int number = -1) : number_(number) {}
  ~descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  descriptor(descriptor&& other) noexcept : number_(other.release()) {}
  descriptor& operator=(descriptor&& other) = delete;

  int get() const { return number_; }
  int release() {
    const auto number = number_;
    number_ = -1;
    return number;
  }
  explicit operator bool() const { return number_ >= 0; }

 private:
  int number_;
};

}  // namespace flex_video::rooms
