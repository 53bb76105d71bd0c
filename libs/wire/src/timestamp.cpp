#include "flex_video/wire/timestamp.hpp"

#include <string_view>

namespace flex_video::wire {
namespace {

void append_padded(std::string& out, unsigned value, std::size_t digits) {
  const auto start = out.size();
  out.resize(start + digits);
  for (auto at = out.size(); at > start; value /= 10) out[--at] = static_cast<char>('0' + value % 10);
}

}  // namespace

std::string iso8601(base::time_point at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{at - day};
  std::string out;
  const auto part = [&out](auto value, std::size_t digits, std::string_view then) {
    append_padded(out, static_cast<unsigned>(value), digits);
    out += then;
  };
  part(static_cast<int>(date.year()), 4, "-");
  part(static_cast<unsigned>(date.month()), 2, "-");
  part(static_cast<unsigned>(date.day()), 2, "T");
  part(time.hours().count(), 2, ":");
  part(time.minutes().count(), 2, ":");
  part(time.seconds().count(), 2, ".");
  part(time.subseconds().count(), 3, "Z");
  return out;
}

}  // namespace flex_video::wire
