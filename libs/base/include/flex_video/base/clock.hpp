#pragma once

#include <chrono>

namespace flex_video::base {

using time_point = std::chrono::time_point<std::chrono::system_clock, std::chrono::milliseconds>;

/// Where decisions get the time from; tests step a manual_clock instead.
class clock {
 public:
  virtual ~clock() = default;
  /// The current time (UTC, since 1970). Any thread.
  virtual time_point now() const = 0;
};

class system_clock final : public clock {
 public:
  time_point now() const override {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
  }
};

/// A clock that moves only when told to.
class manual_clock final : public clock {
 public:
  explicit manual_clock(time_point start = time_point{std::chrono::seconds{1'800'000'000}}) : now_(start) {}
  time_point now() const override { return now_; }
  void advance(std::chrono::milliseconds by) { now_ += by; }
  void set(time_point to) { now_ = to; }

 private:
  time_point now_;
};

/// Whole seconds since 1970, as tokens and Twilio's APIs count.
inline long long unix_seconds(time_point at) {
  return std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count();
}

}  // namespace flex_video::base
