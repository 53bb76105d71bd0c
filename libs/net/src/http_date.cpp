#include "http_date.hpp"

#include <array>
#include <cstdio>

namespace flex_video::net {

std::string_view http_date::text(std::time_t now) {
  if (now == at_) return text_;
  // Not strftime(), whose names follow the locale.
  static constexpr std::array days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::tm utc{};
  gmtime_r(&now, &utc);
  char written[64];
  std::snprintf(written, sizeof written, "%s, %02d %s %d %02d:%02d:%02d GMT", days.at(utc.tm_wday),
                utc.tm_mday, months.at(utc.tm_mon), utc.tm_year + 1900, utc.tm_hour, utc.tm_min, utc.tm_sec);
  text_ = written;
  at_ = now;
  return text_;
}

}  // namespace flex_video::net
