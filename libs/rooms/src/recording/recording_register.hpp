#pragma once

#include "recording/recording_record.hpp"

#include <cstddef>
#include <map>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace flex_video::rooms {

/// The records of all recordings there are, and of the last that were deleted or failed.
class recording_register {
 public:
  /// `gone` is how many are remembered of those without a file; the oldest are forgotten first.
  explicit recording_register(std::size_t gone = 1'000) : gone_(gone) {}

  /// A number that no recording has.
  ordinal count() { return ++last_; }
  /// What is known of a recording now. Also of one that a server before this one made.
  void put(const recording_record& recording);
  void remove(ordinal which);
  /// Null if it is not known. Valid until the next put().
  const recording_record* find(std::string_view sid) const;
  const recording_record* find(ordinal which) const;
  /// Newest first. Valid until the next put().
  std::vector<const recording_record*> all() const;

 private:
  void forget_oldest();

  std::size_t gone_;
  ordinal last_ = 0;
  std::map<ordinal, recording_record> recordings_;
  std::unordered_map<twilio::recording_sid, ordinal> by_sid_;
};

}  // namespace flex_video::rooms
