#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <vector>

namespace flex_video::core::model {

/// What is random in a model: the same seed throws the same everywhere (SplitMix64, cheap to start anew).
class dice {
 public:
  explicit dice(std::uint64_t seed) : state_(seed) {}

  /// 0 to `sides` - 1.
  std::size_t below(std::size_t sides) { return static_cast<std::size_t>(next() % sides); }
  bool one_in(std::size_t sides) { return below(sides) == 0; }

  /// One of a range that is not empty.
  template <class Range>
  auto& pick(Range& range) {
    return *std::next(std::begin(range), static_cast<std::ptrdiff_t>(below(std::size(range))));
  }
  /// One of a vector that is not empty, most likely of the last few.
  template <class Row>
  const Row& pick_recent(const std::vector<Row>& rows) {
    constexpr std::size_t few = 4;
    const auto recent = rows.size() > few && !one_in(few) ? few : rows.size();
    return rows[rows.size() - 1 - below(recent)];
  }

 private:
  std::uint64_t next() {
    auto z = state_ += 0x9e3779b97f4a7c15U;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
  }

  std::uint64_t state_;
};

}  // namespace flex_video::core::model
