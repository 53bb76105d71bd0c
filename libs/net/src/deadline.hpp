#pragma once

#include <chrono>
#include <cstddef>

namespace flex_video::net {

using steady_time = std::chrono::steady_clock::time_point;

/// When the present wait of one connection must be over. Armed before the wait and looked at by a periodic
/// sweep: one store for each wait, where a timer would be set and cancelled for each.
class deadline {
 public:
  void arm(std::chrono::milliseconds wait, steady_time now = std::chrono::steady_clock::now()) {
    at_ = now + wait;
  }
  void disarm() { at_ = steady_time::max(); }

  /// Whether it has passed; it says so once, and is disarmed then.
  bool take_due(steady_time now) {
    if (now < at_) return false;
    disarm();
    return true;
  }

 private:
  steady_time at_ = steady_time::max();
};

/// Gives each stretch of a long transfer its own time: a slow client gets its large file, and nobody holds a
/// connection by taking a byte now and then.
class pace {
 public:
  pace(deadline& limit, std::chrono::milliseconds wait, std::size_t stretch)
      : limit_(limit), wait_(wait), stretch_(stretch) {}

  void start(steady_time now = std::chrono::steady_clock::now()) {
    done_ = 0;
    limit_.arm(wait_, now);
  }
  void advance(std::size_t bytes, steady_time now = std::chrono::steady_clock::now()) {
    done_ += bytes;
    if (done_ >= stretch_) start(now);
  }

 private:
  deadline& limit_;
  std::chrono::milliseconds wait_;
  std::size_t stretch_;
  std::size_t done_ = 0;
};

/// What to do about a peer that may have vanished without a word: first ask, then give up.
class liveness {
 public:
  enum class verdict { alive, ask, lost };

  /// `idle` is how long a peer may be silent, even when asked.
  liveness(std::chrono::milliseconds idle, steady_time now) : idle_(idle), heard_(now) {}

  /// Anything arrived.
  void heard(steady_time now) {
    heard_ = now;
    asked_ = false;
  }

  /// `ask` once, at half the time.
  verdict check(steady_time now) {
    if (now - heard_ >= idle_) return verdict::lost;
    if (asked_ || now - heard_ < idle_ / 2) return verdict::alive;
    asked_ = true;
    return verdict::ask;
  }

 private:
  std::chrono::milliseconds idle_;
  steady_time heard_;
  bool asked_ = false;
};

}  // namespace flex_video::net
