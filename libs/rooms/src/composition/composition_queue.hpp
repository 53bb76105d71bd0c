#pragma once

#include "composition/composition_sid.hpp"

#include "flex_video/base/clock.hpp"

#include <chrono>
#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace flex_video::rooms {

struct composition_limits {
  std::size_t waiting = 100;             ///< one more is refused
  std::size_t at_once = 1;               ///< made at the same time
  std::chrono::minutes longest{6 * 60};  ///< one that takes longer has failed
};

/// Which composition is made when: one after the other, in their order, but that one whose recordings are not
/// finished lets the next go first.
class composition_queue {
 public:
  /// `clock` must outlive the queue.
  composition_queue(const composition_limits& limits, const base::clock& clock)
      : limits_(limits), clock_(clock) {}

  bool is_full() const { return waiting_.size() >= limits_.waiting; }
  /// Also of one that a server before this one had, and that there is no more place for.
  void add(const composition_sid& which) { waiting_.push_back(which); }
  using is_ready = std::function<bool(const composition_sid&)>;
  /// Whether take_next() has one.
  bool has_next(const is_ready& ready) const;
  /// The one to be made now, of those that are ready; it is under way until removed.
  std::optional<composition_sid> take_next(const is_ready& ready);
  /// How far that is, which is under way; whether that is one to be told of, every ten per cent.
  bool advance(const composition_sid& which, unsigned percent);
  /// It is over, or nobody wants it any more.
  void remove(const composition_sid& which);
  /// How long that has been under way.
  std::chrono::milliseconds taken(const composition_sid& which) const;
  /// Those that take too long; they are under way until removed.
  std::vector<composition_sid> overdue() const;
  /// When the next is overdue.
  std::optional<base::time_point> next_deadline() const;

 private:
  struct job {
    base::time_point began;
    unsigned tens = 0;  ///< of per cents, that were told
  };

  composition_limits limits_;
  const base::clock& clock_;
  std::deque<composition_sid> waiting_;
  std::map<composition_sid, job> under_way_;
};

}  // namespace flex_video::rooms
