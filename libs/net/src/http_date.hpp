#pragma once

#include <ctime>
#include <string>
#include <string_view>

namespace flex_video::net {

/// The text of the Date header, written once a second.
class http_date {
 public:
  /// As RFC 9110 section 5.6.7 wants it: "Sun, 06 Nov 1994 08:49:37 GMT". Valid until the next call.
  std::string_view text(std::time_t now);

 private:
  std::time_t at_ = -1;
  std::string text_;
};

}  // namespace flex_video::net
