#include "flex_video/twilio/iso_time.hpp"

#include <array>
#include <chrono>
#include <cstdio>

namespace flex_video::twilio {
namespace {

/// Takes text off the front; once something did not fit, nothing fits any more.
class reader {
 public:
  explicit reader(std::string_view text) : rest_(text) {}

  int number(std::size_t digits, int most) {
    if (rest_.size() < digits) return fail();
    int value = 0;
    for (const char c : rest_.substr(0, digits)) {
      if (c < '0' || c > '9') return fail();
      value = value * 10 + (c - '0');
    }
    rest_.remove_prefix(digits);
    return value > most ? fail() : value;
  }
  bool take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void expect(char c) {
    if (!take(c)) fail();
  }
  /// The first three digits after the point.
  int milliseconds() {
    int value = 0;
    int scale = 100;
    std::size_t digits = 0;
    for (; !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; ++digits, scale /= 10) {
      value += (rest_.front() - '0') * scale;
      rest_.remove_prefix(1);
    }
    return digits == 0 ? fail() : value;
  }
  bool finished() const { return fits_ && rest_.empty(); }

 private:
  int fail() {
    fits_ = false;
    return 0;
  }

  std::string_view rest_;
  bool fits_ = true;
};

std::chrono::minutes offset(reader& in) {
  if (in.take('Z')) return {};
  const bool ahead = in.take('+');
  if (!ahead) in.expect('-');
  const std::chrono::hours hours{in.number(2, 23)};
  in.expect(':');
  const auto total = hours + std::chrono::minutes{in.number(2, 59)};
  return ahead ? total : -total;
}

}  // namespace

std::string iso_time(base::time_point at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{at - day};
  std::array<char, 40> text;
  const int length = std::snprintf(
      text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
      static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
      static_cast<int>(time.seconds().count()), static_cast<int>(time.subseconds().count()));
  return {text.data(), static_cast<std::size_t>(length)};
}

std::optional<base::time_point> parse_iso_time(std::string_view text) {
  reader in{text};
  const std::chrono::year year{in.number(4, 9999)};
  in.expect('-');
  const std::chrono::month month{static_cast<unsigned>(in.number(2, 12))};
  in.expect('-');
  const std::chrono::day day{static_cast<unsigned>(in.number(2, 31))};
  in.expect('T');
  const std::chrono::hours hours{in.number(2, 23)};
  in.expect(':');
  const std::chrono::minutes minutes{in.number(2, 59)};
  in.expect(':');
  const std::chrono::seconds seconds{in.number(2, 60)};  // 60 is a leap second
  const std::chrono::milliseconds fraction{in.take('.') ? in.milliseconds() : 0};
  const auto ahead = offset(in);
  const std::chrono::year_month_day date{year, month, day};
  if (!in.finished() || !date.ok()) return std::nullopt;
  return base::time_point{std::chrono::sys_days{date}} + hours + minutes + seconds + fraction - ahead;
}

}  // namespace flex_video::twilio
