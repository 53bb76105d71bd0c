#pragma once

#include <stdexcept>

namespace flex_video::app {

/// What the user gave can't be started with; what() is for them, a line for each problem. Exit code 2.
class usage_error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace flex_video::app
