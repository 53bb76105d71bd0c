#pragma once

#include <string>
#include <system_error>

namespace flex_video::base {

/// The std::error_category of one library's errc. `Describe` turns an enumerator's value into words.
template <const char* Name, const char* (*Describe)(int)>
class error_category final : public std::error_category {
 public:
  const char* name() const noexcept override { return Name; }
  std::string message(int value) const override { return Describe(value); }

  static const error_category& instance() {
    static const error_category category;
    return category;
  }
};

}  // namespace flex_video::base
