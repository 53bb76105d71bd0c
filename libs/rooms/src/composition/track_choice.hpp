#pragma once

#include "recording/recording_record.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace flex_video::rooms {

/// Which tracks a composition takes, each named by its name, or by its SID, its recording's or its
/// participant's. An asterisk in a name stands for any characters, also none.
struct track_choice {
  std::vector<std::string> included;
  std::vector<std::string> excluded = {};
  friend bool operator==(const track_choice&, const track_choice&) = default;
};

bool chooses(const track_choice& choice, const recording_record& recording);
/// Whether `text` is what `pattern` says. Takes no more steps than the product of their lengths.
bool matches(std::string_view pattern, std::string_view text);

}  // namespace flex_video::rooms
